/**
 * Compiled into nodejieba in place of cppjieba/TextRankExtractor.hpp (setup.mjs puts it before everything by -include).
 *
 * nodejieba loads its dictionary twice: once for segmenting, and once for its keyword extraction by TextRank, which this
 * project does not use. Without the second one the segmenter takes 115 MB and a third of a second less at every start.
 */
#ifndef CPPJIEBA_TEXTRANK_EXTRACTOR_H
#define CPPJIEBA_TEXTRANK_EXTRACTOR_H

#include "cppjieba/Jieba.hpp"

namespace cppjieba {

class TextRankExtractor {
 public:
  struct Word {
    std::string word;
    std::vector<size_t> offsets;
    double weight;
  };

  TextRankExtractor(const std::string&, const std::string&, const std::string&, const std::string&) {}

  template <typename... Arguments>
  void Extract(Arguments&&...) const {}
};

}  // namespace cppjieba

#endif
