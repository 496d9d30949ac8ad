// What `wasock init` makes projects from: the directories of templates/.

/** Each with what its project is. */
export const TEMPLATES = {
  echo: 'a TCP server that sends back what it gets',
  http: 'a web server',
  client: 'a program that asks a web server',
  plugin: 'a Node program that calls the functions of a guest',
  c: 'the TCP server in C',
  embed: 'a Node program that runs a guest under rules and limits',
} as const;

export type Template = keyof typeof TEMPLATES;
