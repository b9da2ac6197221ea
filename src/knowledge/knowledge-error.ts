/** A file of `cards/`, or a site file, that cannot be used: where, what is wrong, what to do. It stops the start. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
  readonly file: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. ${remedy}.`);
    this.file = file;
    this.problem = problem;
    this.remedy = remedy;
  }
}
