/**
 * An ONNX graph as plain objects. Knows nothing of the wire format (proto.ts) nor of gradients (autodiff/).
 * @see https://onnx.ai/onnx/repo-docs/IR.html
 */

export type DataType = 'float32' | 'float16' | 'int64' | 'int32' | 'int8' | 'uint8' | 'bool';

/** A number, or a name for a size that is only known when the graph runs: two equal names are the same size. */
export type Dimension = number | string;
export type Shape = readonly Dimension[];

export type TensorData = Float32Array | Uint16Array | BigInt64Array | Int32Array | Int8Array | Uint8Array;

/** A constant, row-major. float16 is held as its bits in a Uint16Array, bool as 0 and 1 in a Uint8Array. */
export interface Tensor {
  readonly dataType: DataType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface ValueInfo {
  readonly name: string;
  readonly dataType: DataType;
  readonly shape: Shape;
}

export type Attribute = number | bigint | string | readonly number[] | readonly bigint[] | Tensor;

/** Attribute values by name. A bigint is an ONNX INT, a number a FLOAT: the two never mix silently. */
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Node {
  readonly op: string;
  /** Empty for standard ONNX operators; '' among inputs stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** Nodes in topological order; every name is assigned once. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly initializers: ReadonlyMap<string, Tensor>;
  readonly nodes: readonly Node[];
}

/** The operator set that our graphs are written in. */
export const opset = 20;
