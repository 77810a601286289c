#include "gallery_reader.hpp"

#include <exception>
#include <utility>

namespace dangol::app {

GalleryReader::GalleryReader(Open open, Wake wake)
    : open_(std::move(open)), wake_(std::move(wake)), worker_([this](const std::stop_token& stop) { work(stop); }) {}

GalleryReader::~GalleryReader() = default;

void GalleryReader::ask(const std::string& search, gallery::WallTime since) {
  {
    const std::lock_guard lock(mutex_);
    question_ = Question{search, since};
  }
  asked_.notify_one();
}

std::shared_ptr<const GalleryView> GalleryReader::view() const {
  const std::lock_guard lock(mutex_);
  return view_;
}

void GalleryReader::work(const std::stop_token& stop) {
  while (true) {
    Question question;
    {
      std::unique_lock lock(mutex_);
      if (!asked_.wait(lock, stop, [this] { return question_.has_value(); })) return;
      question = *std::exchange(question_, std::nullopt);
    }
    auto view = std::make_shared<GalleryView>(answer(question));
    {
      const std::lock_guard lock(mutex_);
      view_ = std::move(view);
    }
    wake_();
  }
}

GalleryView GalleryReader::answer(const Question& question) {
  GalleryView view;
  try {
    if (!gallery_) gallery_.emplace(open_());
    view.people = gallery_->people(question.search);
    view.events = gallery_->events({.from = question.since});
    view.named = gallery_->people();
    view.complete = true;
  } catch (const std::exception&) {
    // The control thread reports what is wrong with the gallery; here there is just nothing to show, and the next
    // question opens it anew.
    gallery_.reset();
    return {};
  }
  return view;
}

}  // namespace dangol::app
