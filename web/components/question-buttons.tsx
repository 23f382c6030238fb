type Properties = {
  title: string;
  questions: readonly string[];
  disabled?: boolean;
  onAsk: (question: string) => void;
};

/** Questions that one click asks: examples on the first visit, follow-ups after an answer. */
export function QuestionButtons({ title, questions, disabled = false, onAsk }: Properties) {
  return (
    <section class="question-buttons">
      <h3 class="label">{title}</h3>
      <ul>
        {questions.map((question) => (
          <li key={question}>
            <button type="button" class="button" disabled={disabled} onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
