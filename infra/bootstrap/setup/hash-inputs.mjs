import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ignored = new Set(['node_modules', 'dist', '.git', '.turbo', 'coverage']);

/** @param {string} folder @returns {string[]} every file below it, sorted, generated ones left out */
const listFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    );

/**
 * One hash over files and folders, by content.
 * @param {string} root
 * @param {string[]} paths relative to root; a folder stands for all in it; what is missing counts as missing
 * @param {string[]} [facts] anything else the result depends on
 */
export const hashInputs = (root, paths, facts = []) => {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths) {
    let files = [join(root, path)];
    try {
      files = listFiles(join(root, path));
    } catch {
      // A file, or missing.
    }
    for (const file of files) {
      hash.update(`\0${file.slice(root.length)}\0`);
      try {
        hash.update(readFileSync(file));
      } catch {
        hash.update('missing');
      }
    }
  }
  return hash.digest('hex');
};

/** @param {string} file @returns {string} */
export const readStamp = (file) => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
};

/** @param {string} file @param {string} hash */
export const writeStamp = (file, hash) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
};
