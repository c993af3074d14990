// Ways back in.

export {};
