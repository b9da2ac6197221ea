import type { Response } from 'express';

/** Sends a whole answer whose text is there already. */
export function send(response: Response, status: number, type: string, text: string): void {
  setHead(response, status, type, text);
  response.end(text);
}

export function setHead(response: Response, status: number, type: string, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('content-length', Buffer.byteLength(text));
}
