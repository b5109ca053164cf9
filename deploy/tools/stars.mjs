// Each star in a policy has its reason beside it: a comment in the same statement. The stars that a key policy has for "this
// key" share one comment above the policy.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const deploy = dirname(dirname(fileURLToPath(import.meta.url)));
const THIS_KEY = 'In a key policy the resource "*" means';

function terraformFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return [".terraform", "tests", "node_modules"].includes(entry.name) ? [] : terraformFiles(path);
    return entry.name.endsWith(".tf") ? [path] : [];
  });
}

// The lines of a statement: from the brace that opens it to the one that closes it.
function statement(lines, sid) {
  let first = sid;
  while (first > 0 && !/^\s*.*\{\s*$/.test(lines[first])) first--;
  const indent = /^\s*/.exec(lines[first])[0];
  let last = sid;
  while (last < lines.length - 1 && !(lines[last].startsWith(`${indent}}`) && last > sid)) last++;
  return lines.slice(first, last + 1);
}

const faults = [];
let statements = 0;
for (const file of terraformFiles(deploy)) {
  const lines = readFileSync(file, "utf8").split("\n");
  lines.forEach((line, sid) => {
    if (!/^\s*Sid\s*=/.test(line)) return;
    statements++;
    const own = statement(lines, sid);
    const reason = own.some((each) => /^\s*#/.test(each) || /[^"]#\s/.test(each));
    // Everybody is a star as well, but its reason is the condition or the denial, which the tests hold.
    const stars = own.filter((each) => each.includes("*") && !/^\s*#/.test(each) && !/Principal\s*=\s*"\*"/.test(each));
    const thisKey = lines.slice(0, sid).some((each) => each.includes(THIS_KEY));
    const unexplained = stars.filter((each) => !(thisKey && /Resource\s*=\s*"\*"/.test(each)) && !(thisKey && /kms:(GenerateDataKey|ReEncrypt)\*/.test(each)));
    if (unexplained.length > 0 && !reason) {
      faults.push(`${relative(deploy, file)}:${sid + 1}: a star without a reason in this statement: ${unexplained[0].trim()}`);
    }
  });
}
faults.forEach((fault) => console.error(fault));
console.log(`${statements} statements`);
process.exit(faults.length || statements === 0 ? 1 : 0);
