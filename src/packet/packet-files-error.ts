/** The papers could not be written: says where, and what to do. */
export class PacketFilesError extends Error {
  constructor(folder: string, code: string | undefined) {
    super(`The papers cannot be written to ${folder}: ${whyOf(code)}`);
    this.name = 'PacketFilesError';
  }
}

function whyOf(code: string | undefined): string {
  switch (code) {
    case 'EEXIST':
      return 'it is there already, and papers never replace papers. Name a new folder with --out.';
    case 'ENOENT':
      return 'the folder above it does not exist. Make it first.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'this user may not write there. Name another folder with --out.';
    case 'ENOSPC':
      return 'the disk is full. Nothing was left behind.';
    default:
      return `the system says ${code ?? 'nothing about why'}.`;
  }
}
