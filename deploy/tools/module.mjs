// A Terraform module or unit as its own files declare it.
import { parse } from "@cdktf/hcl2json";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads every .tf file of a folder: its variables and outputs by name, in the order in which they stand. */
export async function readModule(folder) {
  const variables = new Map();
  const outputs = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".tf")).sort()) {
    const parsed = await parse(file, readFileSync(join(folder, file), "utf8"));
    for (const [name, [body]] of Object.entries(parsed.variable ?? {})) variables.set(name, body);
    for (const [name, [body]] of Object.entries(parsed.output ?? {})) outputs.set(name, body);
  }
  return { variables, outputs };
}

/** Reads one HCL file, such as a terragrunt.hcl. */
export async function readHcl(path) {
  return parse(path.split("/").pop(), readFileSync(path, "utf8"));
}

/** The folders directly below one, sorted. */
export function folders(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name))
    .sort();
}
