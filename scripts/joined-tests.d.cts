declare const joinedTests: { groupOf(file: string): string | undefined };
export = joinedTests;
