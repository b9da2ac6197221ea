/** A JSON file of the operator that cannot be used: which file, where in it, what is wrong, what to do. */
export abstract class JsonFileError extends Error {
  readonly file: string;
  readonly place: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(file: string, place: string, problem: string, remedy: string) {
    super(`${file}: ${place === '' ? '' : `${place}: `}${problem}. ${remedy}.`);
    this.file = file;
    this.place = place;
    this.problem = problem;
    this.remedy = remedy;
  }
}
