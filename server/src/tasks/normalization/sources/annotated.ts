import { type NameLevel, nameLevels } from '../../../terminology/candidates/levels';
import type { ChoiceSource } from '../choices';
import type { NameLexicon, Sense } from '../nameLexicon';
import type { Question } from '../questions';
import { strength } from './strength';

/** What annotators meant by the names, at each level of likeness. */
export const annotatedNames: ChoiceSource = (question, choices, { lexicon }) => {
  const { names } = question;
  for (const { role, name } of names)
    for (const level of nameLevels) {
      const senses = sensesOf(question, name, level, lexicon);
      const all = sum(senses, ({ count }) => count);
      const allElsewhere = sum(senses, ({ elsewhere }) => elsewhere);
      for (const { meaning, count, elsewhere } of senses) {
        const { features } = choices.at(meaning);
        const share = all > 0 ? count / all : 0;
        const shareElsewhere = allElsewhere > 0 ? elsewhere / allElsewhere : 0;
        if (role === 'read') {
          features.raise(`annotated ${level.id}`, share);
          features.raise(`annotated elsewhere ${level.id}`, shareElsewhere);
          features.raise('annotations of the name', Math.log1p(count) * strength[level.id]);
          features.raise('annotations elsewhere of the name', Math.log1p(elsewhere) * strength[level.id]);
        } else {
          features.raise(`annotated, ${role}`, share * strength[level.id]);
          features.raise(`annotated elsewhere, ${role}`, shareElsewhere * strength[level.id]);
        }
      }
    }
};

/** What annotators meant by the name in mentions of the same type; where they have none, in any that mean the same type of concepts. */
export function sensesOf(
  { type, mentionType }: Question,
  name: string,
  level: NameLevel,
  lexicon: NameLexicon,
): readonly Sense[] {
  const own = mentionType === undefined ? [] : lexicon.senses(name, mentionType, level);
  return own.length > 0 ? own : lexicon.senses(name, type, level);
}

const sum = (senses: readonly Sense[], count: (sense: Sense) => number): number =>
  senses.reduce((total, sense) => total + count(sense), 0);
