/**
 * Standard ONNX operators that a model may use: arithmetic on tensors, and nothing that runs a subgraph (Loop could run for ever),
 * reads files, handles strings, or draws random numbers.
 * @see https://onnx.ai/onnx/operators/
 */
export const allowedOperators: ReadonlySet<string> = new Set(
  `
  Abs Acos Add And ArgMax ArgMin Asin Atan AveragePool BatchNormalization BitShift Cast CastLike Ceil Celu Clip Compress Concat
  Constant ConstantOfShape Conv ConvTranspose Cos CumSum DepthToSpace DequantizeLinear Div Dropout DynamicQuantizeLinear Einsum Elu
  Equal Erf Exp Expand EyeLike Flatten Floor Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalMaxPool Greater
  GreaterOrEqual GroupNormalization GRU HardSigmoid HardSwish Hardmax Identity InstanceNormalization IsInf IsNaN LayerNormalization
  LeakyRelu Less LessOrEqual Log LogSoftmax LpNormalization LSTM MatMul MatMulInteger Max MaxPool Mean Min Mish Mod Mul Neg NonZero
  Not OneHot Or Pad Pow PRelu QLinearConv QLinearMatMul QuantizeLinear Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum
  ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape ReverseSequence RNN Round Scatter
  ScatterElements ScatterND Selu Shape Shrink Sigmoid Sign Sin Size Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze
  Sub Sum Tanh ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Where Xor
  `
    .trim()
    .split(/\s+/),
);
