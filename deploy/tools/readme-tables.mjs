// Writes the tables of inputs and outputs into each module's README, between the lines <!-- inputs --> and <!-- end -->
// (and <!-- outputs --> and <!-- end -->). With --check it changes nothing and fails where a table isn't current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { folders, readModule } from "./module.mjs";

const deploy = dirname(dirname(fileURLToPath(import.meta.url)));
const checkOnly = process.argv.includes("--check");

// hcl2json gives an expression as "${...}".
const plain = (expression) => String(expression).replace(/^\$\{([\s\S]*)\}$/, "$1");
const cell = (text) => text.trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
const code = (text) => "`" + cell(text) + "`";

function inputs(variables) {
  const rows = [...variables].map(([name, body]) => {
    const fallback =
      body.default === undefined ? "*required*" : code(typeof body.default === "string" ? JSON.stringify(body.default) : JSON.stringify(body.default ?? null));
    // A long default is better read in variables.tf.
    const shown = fallback.length > 80 ? "see `variables.tf`" : fallback;
    return `| ${code(name)} | ${code(plain(body.type))} | ${shown} | ${cell(body.description)} |`;
  });
  return ["| Input | Type | Default | What it is |", "|---|---|---|---|", ...rows].join("\n");
}

function outputs(declared) {
  const rows = [...declared].map(([name, body]) => `| ${code(name)} | ${cell(body.description)} |`);
  return ["| Output | What it is |", "|---|---|", ...rows].join("\n");
}

function filled(text, marker, table, file) {
  const pattern = new RegExp(`(<!-- ${marker} -->\n)[\\s\\S]*?(<!-- end -->)`);
  if (!pattern.test(text)) throw new Error(`${file} has no place for its ${marker}: <!-- ${marker} --> ... <!-- end -->`);
  return text.replace(pattern, (_, head, tail) => `${head}${table}\n${tail}`);
}

let stale = 0;
for (const folder of folders(join(deploy, "modules"))) {
  const file = join(folder, "README.md");
  if (!existsSync(file)) {
    console.error(`${folder} has no README.md`);
    stale++;
    continue;
  }
  const { variables, outputs: declared } = await readModule(folder);
  for (const [kind, all] of [["variable", variables], ["output", declared]]) {
    for (const [name, body] of all) {
      if (!body.description) {
        console.error(`${folder}: ${kind} ${name} has no description`);
        stale++;
      }
    }
  }
  if (stale) continue;
  const before = readFileSync(file, "utf8");
  const after = filled(filled(before, "inputs", inputs(variables), file), "outputs", outputs(declared), file);
  if (after === before) continue;
  if (checkOnly) {
    console.error(`${file} is not current: run  node deploy/tools/readme-tables.mjs`);
    stale++;
  } else {
    writeFileSync(file, after);
    console.log(`wrote ${file}`);
  }
}
process.exit(stale ? 1 : 0);
