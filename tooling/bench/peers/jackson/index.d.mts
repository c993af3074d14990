/** A running sign-in service over PostgreSQL. */
export interface Jackson {
  /** The address at the provider that the browser is sent to. */
  begin(): Promise<string>;
  /** The address that the browser is sent to with a code. */
  receive(samlResponse: string, relayState: string): Promise<string>;
  /** Code to token to person: gives the person's id. */
  finish(code: string): Promise<string>;
  close(): Promise<void>;
}

export interface JacksonOptions {
  readonly origin: string;
  readonly acsPath: string;
  readonly spEntityId: string;
  readonly metadataXml: string;
  readonly databaseUrl: string;
}

export declare function createJackson(options: JacksonOptions): Promise<Jackson>;
export declare function jacksonEntry(): string;
