type Properties = { onOpen: (url: string) => void };

export function ClipsView(_properties: Properties) {
  return <section class="view" aria-label="收藏夹" />;
}
