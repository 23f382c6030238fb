export function DigestBadge() {
  return (
    <span class="badge" title="摘编：转述该期简报的事实与数字，不是简报的原话">
      摘编
    </span>
  );
}
