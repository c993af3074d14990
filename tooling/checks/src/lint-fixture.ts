// Lints made-up files at given paths with the workspace's own rules, as if they lay in the workspace.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');

/** What the linter says about one line of one file: the rule, its message and its advice. */
export interface Complaint {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** Lints texts by path, as if they lay in the workspace. */
export async function lintFiles(files: Readonly<Record<string, string>>): Promise<readonly Complaint[]> {
  const folder = await mkdtemp(join(tmpdir(), 'team-sso-lint-'));
  try {
    await cp(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return (await runLinter(folder, Object.keys(files))).map(({ filename, labels, code, message, help }) => ({
      path: filename,
      line: labels[0]?.span.line ?? 0,
      text: [`${code}: ${message}`, help].filter(Boolean).join(' '),
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runLinter(folder: string, paths: readonly string[]): Promise<readonly Diagnostic[]> {
  const linter = join(ROOT, 'node_modules/.bin/oxlint');
  // It exits with 1 when it finds something.
  const { stdout } = await promisify(execFile)(linter, ['--format=json', ...paths], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
}
