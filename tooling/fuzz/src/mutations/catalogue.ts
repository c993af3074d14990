// Every mutation there is.

import { ATTRIBUTES } from './attributes.ts';
import { DOCUMENTS } from './documents.ts';
import { ELEMENTS } from './elements.ts';
import { MARKUP_STYLE } from './markup-style.ts';
import type { Mutation } from './mutation.ts';
import { NAMESPACE_DECLARATIONS } from './namespace-declarations.ts';
import { OCTETS } from './octets.ts';
import { PROVIDER_SIGNED } from './provider-signed.ts';
import { SIGNATURE_STRUCTURE } from './signature-structure.ts';
import { SIGNATURE_VALUES } from './signature-values.ts';
import { SPLICES } from './splices.ts';
import { TEXTS } from './texts.ts';
import { WRAPPING } from './wrapping.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...MARKUP_STYLE,
  ...NAMESPACE_DECLARATIONS,
  ...ELEMENTS,
  ...WRAPPING,
  ...SIGNATURE_STRUCTURE,
  ...SIGNATURE_VALUES,
  ...ATTRIBUTES,
  ...TEXTS,
  ...SPLICES,
  ...DOCUMENTS,
  ...OCTETS,
  ...PROVIDER_SIGNED,
];
