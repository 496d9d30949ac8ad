export * from "./wasock";
