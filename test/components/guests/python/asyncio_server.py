"""`asyncio-server HOST PORT N`: prints where it listens, and echoes N connections, all at once."""

import asyncio


async def serve(host, port, count):
    remaining = count
    finished = asyncio.get_running_loop().create_future()

    async def echo(reader, writer):
        nonlocal remaining
        total = 0
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
            total += len(data)
        writer.close()
        print("echoed", total, "bytes", flush=True)
        remaining -= 1
        if remaining == 0:
            finished.set_result(None)

    server = await asyncio.start_server(echo, host, port)
    print("listening on port", server.sockets[0].getsockname()[1], flush=True)
    await finished
    server.close()


def main(args):
    host, port, count = args
    asyncio.run(serve(host, int(port), int(count)))
