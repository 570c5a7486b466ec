/**
 * The same text in memory of its own. What is cut from a text is, from 13 UTF-16 units on, a view into that text and keeps all of it alive: a
 * word that a cache remembers would hold a megabyte. For keys that outlive their text.
 */
export const detached = (text: string): string => ` ${text}`.slice(1);
