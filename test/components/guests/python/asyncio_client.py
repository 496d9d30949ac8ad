"""`asyncio-client ADDRESS PORT N LINE...`: N connections at once; each sends each line. Prints the answers by connection.

An address, not a name: asyncio looks names up in a thread, which WASI 0.2 has not."""

import asyncio


async def talk(host, port, lines):
    reader, writer = await asyncio.open_connection(host, port)
    answers = []
    for line in lines:
        writer.write(f"{line}\n".encode())
        await writer.drain()
        answers.append((await reader.readline()).decode().rstrip("\n"))
    writer.close()
    return answers


async def talk_all(host, port, count, lines):
    all_answers = await asyncio.gather(*(talk(host, port, [f"{i} {line}" for line in lines]) for i in range(count)))
    for i, answers in enumerate(all_answers):
        print(i, *answers, sep=": ", flush=True)


def main(args):
    host, port, count, *lines = args
    asyncio.run(talk_all(host, int(port), int(count), lines))
