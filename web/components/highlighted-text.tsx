import { segmentText, type Span } from '../mark-segments.ts';

export function HighlightedText({ text, highlights }: { text: string; highlights: readonly Span[] }) {
  return (
    <>
      {segmentText(text, highlights).map((segment) =>
        segment.marks.length > 0 ? <mark key={segment.start}>{segment.text}</mark> : segment.text,
      )}
    </>
  );
}
