export function RecognisedBadge() {
  return (
    <span class="badge" title="文字由图像识别得来，引用前请对照原件核对">
      文字识别
    </span>
  );
}
