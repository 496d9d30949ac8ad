// Prints its environment, then its arguments.
const names = process.env.keys();
for (let i = 0; i < names.length; i++) console.log(names[i] + '=' + process.env.get(names[i]));
for (let i = 1; i < process.argv.length; i++) console.log(process.argv[i]);
