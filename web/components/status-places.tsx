import type { Held } from '../../server/contract-status.ts';
import { EMPTY_QUERY, writeBrowseQuery } from '../browse-filter.ts';
import { shadeOf } from '../status-timeline.ts';
import { ViewLink } from './view-link.tsx';

type Properties = { held: Held; onVisit: (address: string) => void };

/** The counties under their prefectures, the darker the more articles there are. */
export function StatusPlaces({ held, onVisit }: Properties) {
  const { prefectures, withoutPlace } = held;
  const places = prefectures.flatMap((prefecture) => prefecture.places);
  const most = Math.max(1, ...places.map(({ articles }) => articles));
  if (places.length === 0) return <p class="status-note">文章里没有认出地点。</p>;
  const known = prefectures.filter(({ name }) => name !== null);
  const counties = known.flatMap((prefecture) => prefecture.places);
  return (
    <>
      <p class="status-note">
        {`写到 ${known.length} 个市的 ${counties.length} 个县（市、区）。颜色越深，文章越多；点开就是写它的文章。`}
      </p>
      <div class="place-groups">
        {prefectures.map(({ name, articles, places: own }) => (
          <section key={name ?? ''} class="place-group" aria-label={name ?? '其他地点'}>
            <h4>
              {name ?? '其他地点'}
              <span>{articles} 篇</span>
            </h4>
            <ul>
              {own.map((place) => (
                <li key={place.filter}>
                  <ViewLink
                    href={`/browse${writeBrowseQuery({ ...EMPTY_QUERY, place: place.filter })}`}
                    class={`place-tile place-shade-${shadeOf(place.articles, most)}`}
                    label={`${place.name}，${place.articles} 篇`}
                    onVisit={onVisit}
                  >
                    <span>{place.name}</span>
                    <b>{place.articles}</b>
                  </ViewLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {withoutPlace > 0 && <p class="status-aside">另有 {withoutPlace} 篇文章没有写明地点。</p>}
    </>
  );
}
