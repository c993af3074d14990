// A metadata URL that was not fetched: a code, and nothing of what the server said.

import { SsoError, type MetadataProblem } from '@team-sso/core';

/** Thrown by the fetch. `detail` is a status number or an error code of Node's, never a part of an answer. */
export class MetadataError extends SsoError<MetadataProblem> {
  override readonly name: string = 'MetadataError';

  constructor(code: MetadataProblem, detail?: string) {
    super(code, detail === undefined ? {} : { detail });
  }
}
