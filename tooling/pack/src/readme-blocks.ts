// The code blocks of a README that are files: those after a comment that names one, `<!-- file: server.ts -->`.

const NAMED_BLOCK = /^<!-- file: (?<file>[\w.-]+) -->\n+```ts\n(?<code>[\s\S]*?)^```$/gm;

/** Returns the code of each named block by its file name; throws when a name occurs twice. */
export function readNamedBlocks(markdown: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const { groups } of markdown.matchAll(NAMED_BLOCK)) {
    const { file = '', code = '' } = groups ?? {};
    if (blocks.has(file)) throw new Error(`two blocks are named ${file}`);
    blocks.set(file, code);
  }
  return blocks;
}
