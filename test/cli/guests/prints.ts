// Prints numbers without end.
for (let i = 0; ; i++) console.log(i.toString());
