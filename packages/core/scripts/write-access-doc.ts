// Writes docs/access.md. Run by `pnpm docs:access`.

import { writeFileSync } from 'node:fs';
import { renderAccessDoc } from './access-doc.ts';

writeFileSync(new URL('../../../docs/access.md', import.meta.url), renderAccessDoc());
