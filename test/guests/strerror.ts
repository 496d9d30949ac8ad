// Prints what socket_strerror() says of each number among its arguments.
import { socket_strerror } from 'wasock';

for (let i = 1; i < process.argv.length; i++) console.log(socket_strerror(i32(parseInt(process.argv[i]))));
