// Holds the Terragrunt units of live/ against the modules they use: the source is there, every input is a variable of it, every
// required variable is an input, every output that is asked of a dependency exists and has a mock of the same name.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { readHcl, readModule } from "./module.mjs";

const deploy = dirname(dirname(fileURLToPath(import.meta.url)));
const live = join(deploy, "live");
const faults = [];

function units(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") ? [] : units(path);
    return entry.name === "terragrunt.hcl" ? [folder] : [];
  });
}

// A unit's module: the folder its source names, or the unit's own.
function moduleOf(unit, parsed) {
  const source = parsed.terraform?.[0]?.source;
  if (!source) return unit;
  const match = /^\$\{get_repo_root\(\)\}\/deploy\/\/(.+)$/.exec(source);
  return match ? join(deploy, match[1]) : source;
}

const all = new Map();
for (const unit of units(live).sort()) {
  const parsed = await readHcl(join(unit, "terragrunt.hcl"));
  all.set(unit, { parsed, module: moduleOf(unit, parsed) });
}

for (const [unit, { parsed, module }] of all) {
  const name = relative(deploy, unit);
  const fault = (what) => faults.push(`${name}: ${what}`);
  if (!parsed.include?.root?.[0]?.path?.includes('find_in_parent_folders("root.hcl")')) fault("doesn't include root.hcl");
  if (!existsSync(module)) {
    fault(`its source ${module} is not there`);
    continue;
  }
  const { variables } = await readModule(module);
  const inputs = parsed.inputs ?? {};
  for (const input of Object.keys(inputs)) if (!variables.has(input)) fault(`input ${input} is no variable of ${relative(deploy, module)}`);
  for (const [variable, body] of variables) {
    if (body.default === undefined && !(variable in inputs)) fault(`variable ${variable} of ${relative(deploy, module)} is not given`);
  }
  const text = JSON.stringify(inputs);
  for (const [, dependency, output] of text.matchAll(/dependency\.([\w-]+)\.outputs\.([\w-]+)/g)) {
    const block = parsed.dependency?.[dependency]?.[0];
    if (!block) {
      fault(`there is no dependency "${dependency}"`);
      continue;
    }
    const other = all.get(join(unit, block.config_path));
    if (!other) {
      fault(`dependency "${dependency}" points to ${block.config_path}, which is no unit`);
      continue;
    }
    const { outputs } = await readModule(other.module);
    if (!outputs.has(output)) fault(`dependency "${dependency}" has no output ${output}`);
    if (!(output in (block.mock_outputs ?? {}))) fault(`dependency "${dependency}" has no mock of its output ${output}`);
  }
  for (const [dependency, [block]] of Object.entries(parsed.dependency ?? {})) {
    if (!text.includes(`dependency.${dependency}.`)) fault(`dependency "${dependency}" is not used`);
    const other = all.get(join(unit, block.config_path));
    if (!other) continue;
    const { outputs } = await readModule(other.module);
    for (const mock of Object.keys(block.mock_outputs ?? {})) if (!outputs.has(mock)) fault(`mock output ${mock} is no output of "${dependency}"`);
  }
}

const root = await readHcl(join(live, "root.hcl"));
const state = root.remote_state?.[0]?.config ?? {};
if (state.encrypt !== true || state.use_lockfile !== true) faults.push("live/root.hcl: the state must be encrypted and locked");
if (!root.generate?.provider) faults.push("live/root.hcl: no provider is generated");
if (/access_key|secret_key/.test(JSON.stringify(root))) faults.push("live/root.hcl: keys don't belong into a file");

if (all.size < 7) faults.push(`only ${all.size} units were found`);
faults.forEach((fault) => console.error(fault));
console.log(`${all.size} units`);
process.exit(faults.length ? 1 : 0);
