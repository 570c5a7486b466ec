import { recipeNames } from '../runs/recipeNames';

/** The recipes in words: `quick, standard, thorough or corrections`. */
export const oneOfRecipes = recipeNames.join(', ').replace(/, (\w+)$/, ' or $1');
