// As nobody: which options the system refuses to set for lack of privileges, and which of them are not judged so.
process.setgid(65534);
process.setuid(65534);
const [{ linux }, libc, { needsPrivileges }, { writeOption }, { optionRow }] = await Promise.all(
  ['linux', 'libc', 'privileged-options', 'options', 'option-row'].map((name) => import(`../../dist/os/${name}.js`)),
);

const value = new libc.Scratch(512);
const refused = new Set();
const unjudged = new Set();
for (const family of [linux.families.inet, linux.families.inet6, linux.families.unix]) {
  for (const type of [linux.socketTypes.stream, linux.socketTypes.dgram]) {
    for (const name of Object.keys(linux.options)) {
      const row = optionRow(name);
      const texts = name === 'tcp-congestion' ? ['reno', 'cubic', 'bbr', 'vegas'] : ['lo'];
      const values =
        row.kind === 'bytes'
          ? texts.map((text) => ({ tag: 'bytes', val: Buffer.from(text) }))
          : [-1, 0, 1, 6, 7, 50, 1e6].map((val) => ({ tag: 'integer', val }));
      for (const each of values) {
        const fd = libc.socket(family, type, 0);
        const judged = needsPrivileges(fd, name, each);
        const length = writeOption(value.view, row, each);
        const outcome = length < 0 ? 0 : libc.setsockopt(fd, row.level, row.name, value.address, length);
        libc.close(fd);
        // EPERM, EACCES
        if (outcome !== -1 && outcome !== -13) continue;
        refused.add(name);
        if (!judged) unjudged.add(name);
      }
    }
  }
}
console.log(JSON.stringify({ refused: [...refused].sort(), unjudged: [...unjudged] }));
