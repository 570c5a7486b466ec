/**
 * Which annotations of a document are meant: what a model finds; what persons say (decisions kept beside the text, or annotations that the file brings);
 * or what stands when persons' word is laid over the model's, each with its origin.
 */
export const annotationChoices = ['both', 'predicted', 'curated'] as const;

export type AnnotationChoice = (typeof annotationChoices)[number];
