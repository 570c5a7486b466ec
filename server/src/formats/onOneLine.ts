/** A text without line breaks and tabs, for formats of lines and columns; as long as it was, so that offsets hold. */
export const onOneLine = (text: string): string => text.replace(/[\r\n\t]/g, ' ');
