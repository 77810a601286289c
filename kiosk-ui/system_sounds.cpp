#include <alsa/asoundlib.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "dangol/ui/sounds.hpp"
#include "samples.hpp"

extern char** environ;

namespace dangol::ui {
namespace {

// What espeak-ng says, as a WAV file; empty when it is not installed or fails.
std::string spoken(Language language, const std::string& words) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string program = "espeak-ng";
  std::string voice = language == Language::Korean ? "-vko" : "-ven";
  std::string speed = "-s150";
  std::string toStdout = "--stdout";
  std::string end = "--";
  std::string text = words;
  const std::array<char*, 7> arguments{program.data(), voice.data(), speed.data(), toStdout.data(),
                                       end.data(),     text.data(),  nullptr};
  pid_t process = 0;
  const bool started = ::posix_spawnp(&process, program.c_str(), &actions, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  std::string bytes;
  std::array<char, 4096> part{};
  constexpr std::size_t kMost = std::size_t{16} << 20U;
  for (ssize_t got = 0; started && bytes.size() < kMost && (got = ::read(ends[0], part.data(), part.size())) > 0;) {
    bytes.append(part.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  if (started) ::waitpid(process, nullptr, 0);
  return bytes;
}

// ALSA writes what goes wrong to standard error unless it is given this.
void saysNothing(const char* /*file*/, int /*line*/, const char* /*function*/, int /*error*/, const char* /*format*/,
                 ...) {}

// Plays until the end or until told to stop; what goes wrong ends it.
void playSamples(const Samples& samples, const std::stop_token& stop) {
  if (samples.values.empty()) return;
  snd_pcm_t* device = nullptr;
  if (snd_pcm_open(&device, "default", SND_PCM_STREAM_PLAYBACK, 0) < 0) return;
  constexpr unsigned kLatency_us = 120'000;
  if (snd_pcm_set_params(device, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1,
                         static_cast<unsigned>(samples.rate_hz), 1, kLatency_us) >= 0) {
    std::size_t at = 0;
    while (at < samples.values.size() && !stop.stop_requested()) {
      const auto part = std::min<std::size_t>(1024, samples.values.size() - at);
      snd_pcm_sframes_t done = snd_pcm_writei(device, samples.values.data() + at, part);
      if (done < 0) done = snd_pcm_recover(device, static_cast<int>(done), 1);
      if (done < 0) break;
      at += static_cast<std::size_t>(done);
    }
    if (!stop.stop_requested()) snd_pcm_drain(device);
  }
  snd_pcm_close(device);
}

class SystemSounds final : public Sounds {
 public:
  SystemSounds() : worker_([this](const std::stop_token& stop) { work(stop); }) {}

  void play(Tone tone, int volume) override {
    Job job;
    job.samples = toneSamples(tone, volume);
    add(std::move(job));
  }

  void say(Language language, const std::string& words, int volume) override {
    if (volume <= 0 || words.empty()) return;
    Job job;
    job.words = words;
    job.language = language;
    job.volume = volume;
    add(std::move(job));
  }

 private:
  struct Job {
    Samples samples;    // a tone, or nothing
    std::string words;  // to be spoken
    Language language = Language::Korean;
    int volume = 0;
  };
  static constexpr std::size_t kMostWaiting = 4;

  void add(Job job) {
    {
      const std::lock_guard lock(mutex_);
      // Words that nobody has heard yet are out of date when there are newer ones.
      if (!job.words.empty()) std::erase_if(waiting_, [](const Job& other) { return !other.words.empty(); });
      if (waiting_.size() >= kMostWaiting) return;
      waiting_.push_back(std::move(job));
    }
    wake_.notify_one();
  }

  void work(const std::stop_token& stop) {
    snd_lib_error_set_handler(saysNothing);
    while (true) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
        job = std::move(waiting_.front());
        waiting_.pop_front();
      }
      if (!job.words.empty()) {
        if (auto speech = parseWav(spoken(job.language, job.words))) job.samples = atVolume(*speech, job.volume);
      }
      playSamples(job.samples, stop);
    }
  }

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> waiting_;
  std::jthread worker_;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Sounds> systemSounds() { return std::make_unique<SystemSounds>(); }

}  // namespace dangol::ui
