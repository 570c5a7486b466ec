/** How long a base model goes on learning, in words of a person; the settings are in `configs/`. */
export const recipeNames = ['quick', 'standard', 'thorough', 'corrections'] as const;

export type RecipeName = (typeof recipeNames)[number];

export const isRecipeName = (name: string): name is RecipeName =>
  (recipeNames as readonly string[]).includes(name);
