import type { Node } from 'jsonc-parser/lib/esm/main.js';
import { spanOf } from './json';
import type { Replacement } from './layout';

/** Something that stands in a list, or a property of an object. */
type Item = Node;

/** How a file writes JSON: new values are written as those beside them. */
interface Style {
  /** Behind a colon, and behind a comma where no line ends. */
  readonly blank: string;
  readonly lineBreak: string;
  /** Characters that are not ASCII stand as escapes. */
  readonly isEscaped: boolean;
}

/** Changes of a text of JSON, collected: what they do not touch stays as it is written. */
export class JsonChange {
  readonly #style: Style;
  readonly #values = new Map<Node, unknown>();
  readonly #removed = new Set<Item>();
  readonly #added = new Map<Node, unknown[]>();
  readonly #properties = new Map<Node, [name: string, value: unknown][]>();

  constructor(private readonly source: string) {
    this.#style = {
      blank: /"\s*:(\s)/.exec(source) ? ' ' : '',
      lineBreak: source.includes('\r\n') ? '\r\n' : '\n',
      isEscaped: /\\u[0-9a-fA-F]{4}/.test(source) && !/[^\0-\x7f]/.test(source),
    };
  }

  /** @param value what the node is to say; of objects only properties that differ are touched */
  set(node: Node, value: unknown): void {
    if (node.type === 'object' && isObject(value)) {
      const known = new Map(propertiesOf(node));
      for (const [name, property] of known)
        if (!(name in value) || value[name] === undefined) this.#removed.add(property);
      for (const [name, each] of Object.entries(value)) {
        const old = known.get(name)?.children?.[1];
        if (old) this.set(old, each);
        else if (each !== undefined) this.addProperty(node, name, each);
      }
      return;
    }
    const items = node.type === 'array' ? (node.children ?? []) : [];
    if (Array.isArray(value) && items.length === value.length && items.length > 0) {
      items.forEach((item, index) => {
        this.set(item, value[index]);
      });
      return;
    }
    if (JSON.stringify(value) !== JSON.stringify(jsonValue(node))) this.#values.set(node, value);
  }

  /** Takes an item out of its list. */
  remove(item: Item): void {
    this.#removed.add(item);
  }

  /** Adds at the end of a list. */
  add(list: Node, value: unknown): void {
    this.#added.set(list, [...(this.#added.get(list) ?? []), value]);
  }

  addProperty(object: Node, name: string, value: unknown): void {
    this.#properties.set(object, [...(this.#properties.get(object) ?? []), [name, value]]);
  }

  /** Adds to a list that an object does not have yet. */
  addToNew(object: Node, name: string, value: unknown): void {
    const properties = this.#properties.get(object) ?? [];
    const list = properties.find(([each]) => each === name)?.[1];
    if (Array.isArray(list)) list.push(value);
    else this.addProperty(object, name, [value]);
  }

  get replacements(): Replacement[] {
    const containers = new Set([
      ...[...this.#removed].flatMap(({ parent }) => parent ?? []),
      ...this.#added.keys(),
      ...this.#properties.keys(),
    ]);
    return [
      ...[...this.#values].map(([node, value]) => ({
        span: spanOf(node),
        newText: this.#written(value, indentAt(this.source, node.offset), isLong(this.source, node)),
      })),
      ...[...containers].flatMap((container) => [...this.#inContainer(container)]),
    ];
  }

  /** What goes out of a list or object, and what comes in at its end. */
  *#inContainer(container: Node): Generator<Replacement> {
    const items = container.children ?? [];
    const kept = items.filter((item) => !this.#removed.has(item));
    const fresh = [
      ...(this.#added.get(container) ?? []).map(
        (value) => (long: boolean, indent: string) => this.#written(value, indent, long),
      ),
      ...(this.#properties.get(container) ?? []).map(
        ([name, value]) =>
          (long: boolean, indent: string) =>
            `${this.#string(name)}:${this.#style.blank}${this.#written(value, indent, long)}`,
      ),
    ];
    const [first, last] = [items[0], items[items.length - 1]];
    if (kept.length === 0) {
      const inside = { start: container.offset + 1, end: container.offset + container.length - 1 };
      const span = first && last ? { start: first.offset, end: endOf(last) } : inside;
      const gap = first ? gapBefore(this.source, container, first) : '';
      const indent = indentOf(gap) ?? indentAt(this.source, container.offset);
      const texts = fresh.map((write) => write(first !== undefined && isLong(this.source, first), indent));
      if (first || texts.length > 0) yield { span, newText: texts.join(`,${gap || this.#style.blank}`) };
      return;
    }
    for (const [index, item] of items.entries()) {
      if (!this.#removed.has(item)) continue;
      const isAfterKept = items.slice(0, index).some((each) => kept.includes(each));
      yield isAfterKept
        ? { span: { start: endOf(items[index - 1]!), end: endOf(item) }, newText: '' }
        : { span: { start: item.offset, end: items[index + 1]!.offset }, newText: '' };
    }
    if (fresh.length === 0) return;
    const before = kept[kept.length - 1]!;
    const gap = gapBefore(this.source, container, before);
    const indent = indentOf(gap) ?? indentAt(this.source, container.offset);
    const texts = fresh.map(
      (write) => `,${gap || this.#style.blank}${write(isLong(this.source, before), indent)}`,
    );
    yield { span: { start: endOf(before), end: endOf(before) }, newText: texts.join('') };
  }

  /** @param indent of the line that it begins on; @param long over several lines, as what is beside it */
  #written(value: unknown, indent: string, long: boolean): string {
    if (typeof value === 'string') return this.#string(value);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const unit = indentUnit(this.source);
    const { blank, lineBreak } = this.#style;
    const inner = indent + unit;
    const parts = Array.isArray(value)
      ? value.map((each) => this.#written(each, inner, long))
      : Object.entries(value)
          .filter(([, each]) => each !== undefined)
          .map(([name, each]) => `${this.#string(name)}:${blank}${this.#written(each, inner, long)}`);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    if (!long || parts.length === 0) return `${open}${parts.join(`,${blank}`)}${close}`;
    return `${open}${parts.map((part) => lineBreak + inner + part).join(',')}${lineBreak}${indent}${close}`;
  }

  #string(text: string): string {
    const written = JSON.stringify(text);
    if (!this.#style.isEscaped) return written;
    return written.replace(
      /[^\0-\x7f]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const endOf = ({ offset, length }: Node): number => offset + length;

/** By their names; of one that stands twice the last, as `JSON.parse` has it. */
export const propertiesOf = (node: Node): [string, Node][] =>
  (node.children ?? []).flatMap((property): [string, Node][] => {
    const [key] = property.children ?? [];
    return key ? [[String(key.value), property]] : [];
  });

/** What `JSON.parse` makes of a node. */
export function jsonValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(jsonValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    propertiesOf(node).flatMap(([name, { children }]) =>
      children?.[1] ? [[name, jsonValue(children[1])] as const] : [],
    ),
  );
}

/** The blanks before an item, which the next one has, too. */
function gapBefore(source: string, container: Node, item: Node): string {
  return /\s*$/.exec(source.slice(container.offset + 1, item.offset))![0];
}

/** Of a gap that ends a line. */
const indentOf = (gap: string): string | undefined => /\n([ \t]*)$/.exec(gap)?.[1];

const indentAt = (source: string, offset: number): string =>
  /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset))![0];

const isLong = (source: string, { offset, length }: Node): boolean =>
  source.slice(offset, offset + length).includes('\n');

/** What a line is indented by against the one around it. */
function indentUnit(source: string): string {
  const indents = [...source.matchAll(/\n([ \t]+)\S/g)].map(([, indent]) => indent!);
  return indents.sort((a, b) => a.length - b.length)[0] ?? ' ';
}
