export interface TurboTask {
  readonly taskId: string;
  readonly task: string;
  readonly package: string;
  readonly directory: string;
  readonly logFile: string;
  readonly execution?: { readonly exitCode: number } | undefined;
}

export interface TestResults {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface TaskCount {
  readonly task: TurboTask;
  readonly isTest: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly why: string;
}

export interface CheckSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TaskCount[];
  readonly tested: readonly TaskCount[];
}

export declare function summarizeCheck(
  tasks: readonly TurboTask[],
  readResults: (directory: string) => TestResults | undefined,
): CheckSummary;

export declare function lastLine(counts: Pick<CheckSummary, 'passed' | 'failed' | 'skipped'>): string;
