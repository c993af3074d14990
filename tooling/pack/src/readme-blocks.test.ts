import { describe, expect, it } from 'vitest';
import { readNamedBlocks } from './readme-blocks.ts';

const FENCE = '```';

describe('readNamedBlocks', () => {
  it('finds the block after the comment that names it', () => {
    const markdown = `# Title\n\n<!-- file: a.ts -->\n${FENCE}ts\nlet a;\n\nlet b;\n${FENCE}\n\nText\n`;
    expect([...readNamedBlocks(markdown)]).toEqual([['a.ts', 'let a;\n\nlet b;\n']]);
  });

  it('leaves out blocks without a name', () => {
    expect(readNamedBlocks(`${FENCE}ts\nlet a;\n${FENCE}\n`).size).toBe(0);
  });

  it('refuses two blocks of one name', () => {
    const block = `<!-- file: a.ts -->\n${FENCE}ts\nlet a;\n${FENCE}\n`;
    expect(() => readNamedBlocks(block + block)).toThrow('two blocks are named a.ts');
  });
});
