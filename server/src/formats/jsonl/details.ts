import * as z from 'zod';
import type { Attributes } from '../../annotation/model';
import { attributesIn, noNames } from '../attributes';

/**
 * What a span or relation says beside its place and type. Other programs have properties of our names that say something else: one of another shape, and
 * every further one that is a text, number or truth, is an attribute.
 * @param schema our own properties, all of them optional
 * @param names of what the object says otherwise, which is no attribute
 */
export function detailsIn<Schema extends z.ZodObject>(
  schema: Schema,
  object: Readonly<Record<string, unknown>>,
  names: readonly string[],
): z.infer<Schema> & { attributes?: Attributes } {
  const told = Object.entries(schema.shape).flatMap(([name, property]) => {
    if (object[name] === undefined) return [];
    const read = z.safeParse(property, object[name]);
    return read.success ? [[name, read.data] as const] : [];
  });
  const details = Object.fromEntries(told) as z.infer<Schema> & { attributes?: Attributes };
  const own = new Set([...names, ...told.map(([name]) => name)]);
  const others = attributesIn(object, own).attributes;
  const attributes = details.attributes ?? plainOnes(object['attributes']);
  return { ...details, ...((others ?? attributes) && { attributes: { ...others, ...attributes } }) };
}

const plainOnes = (attributes: unknown): Attributes | undefined =>
  typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
    ? attributesIn(attributes as Record<string, unknown>, noNames).attributes
    : undefined;
