import type { Answer } from '../../server/contract.ts';
import { formatIssueId } from '../citation-text.ts';

/** How the question was read: the whole question that was searched, and what it was narrowed to. */
export function QueryReading({ answer }: { answer: Answer }) {
  const chips = listChips(answer.query);
  const restated = answer.understood !== answer.question;
  if (!restated && chips.length === 0) return null;
  return (
    <div class="reading">
      {restated && <p class="understood">按“{answer.understood}”查找</p>}
      {chips.length > 0 && (
        <ul class="chips" aria-label="对问题的理解">
          {chips.map(({ name, value }) => (
            <li key={name} class="chip">
              <span class="chip-name">{name}</span> {value}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function listChips({ places, topic, issueId, year }: Answer['query']): { name: string; value: string }[] {
  return [
    { name: '地点', value: places.join('、') },
    { name: '主题', value: topic.join('、') },
    { name: '期', value: issueId ? formatIssueId(issueId) : '' },
    { name: '年份', value: year && !issueId ? `${year}年` : '' },
  ].filter((chip) => chip.value !== '');
}
