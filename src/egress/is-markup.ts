/** A login page or an XML answer; any other wrong label is forgiven when the body is the JSON that was asked for. */
export const isMarkup = (contentType: string): boolean => /html|xml/i.test(contentType);
