// Writes docs/openapi.json. Run by `pnpm docs:openapi`.

import { writeFileSync } from 'node:fs';
import { renderOpenApi } from './openapi.ts';

writeFileSync(new URL('../../../docs/openapi.json', import.meta.url), renderOpenApi());
