#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "made_media.hpp"

namespace {

using namespace std::chrono_literals;
using namespace dangol::capture;
using namespace dangol::test;

// Accepts connections on this machine, and never says a word.
class SilentServer {
 public:
  SilentServer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, length) != 0 || ::listen(listener_, 1) != 0 ||
        ::getsockname(listener_, generic, &length) != 0) {
      throw std::runtime_error("no socket");
    }
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { close(); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  [[nodiscard]] std::string url() const { return "rtsp://127.0.0.1:" + std::to_string(port_) + "/front"; }
  void awaitConnection() { connection_ = ::accept(listener_, nullptr, nullptr); }
  void close() {
    for (int* socket : {&connection_, &listener_}) {
      if (*socket >= 0) ::close(*socket);
      *socket = -1;
    }
  }

 private:
  int listener_;
  int connection_ = -1;
  int port_ = 0;
};

TEST_CASE("what is no source is refused with what is one") {
  const TempFolder folder;
  const std::string missing = (folder.path() / "missing.mp4").string();
  CHECK(contains(refusal(missing), missing + " does not exist"));
  CHECK(contains(refusal(missing), "/dev/video0"));
  CHECK(contains(refusal(""), "no source is named"));
  CHECK(contains(refusal("v4l2:"), "v4l2:/dev/video0"));
  CHECK(contains(refusal("http://camera.example/stream"), "not a source"));
  CHECK_FALSE(contains(refusal("http://admin:secret@camera.example/stream"), "secret"));

  const auto pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(contains(refusal(pipe.string()), "neither a file nor a folder"));
}

TEST_CASE("a camera that is not there is lost with the reason and waited for") {
  const auto clock = std::make_shared<HeldClock>();
  for (const char* uri : {"/dev/video99", "v4l2:/dev/video99"}) {
    const auto source = openSource(uri, {.clock = clock});
    CHECK(source->name() == "camera /dev/video99");
    CHECK(source->live());
    const ReadResult result = source->next({});
    CHECK(result.status == ReadStatus::Lost);
    CHECK(contains(result.reason, "plug the camera in"));
  }
}

TEST_CASE("a missing camera is tried again after each pause and no sooner") {
  const auto clock = std::make_shared<HeldClock>();
  const auto source = openSource("/dev/video99", {.clock = clock});
  (void)source->next({});
  CHECK(clock->awaitPauses(1) == std::vector<std::chrono::milliseconds>{200ms});
  clock->endOneWait();
  CHECK(source->next({}).status == ReadStatus::Lost);
  CHECK(clock->awaitPauses(2) == std::vector<std::chrono::milliseconds>{200ms, 400ms});

  std::stop_source stop;
  ReadResult result{ReadStatus::End, nullptr, {}};
  std::jthread reader([&] { result = source->next(stop.get_token()); });
  stop.request_stop();
  reader.join();
  CHECK(result.status == ReadStatus::Lost);
  CHECK(result.reason == "stopping");
}

TEST_CASE("a device that is no camera is lost with the reason") {
  const auto source = openSource("/dev/null", {.clock = std::make_shared<HeldClock>()});
  CHECK(contains(source->next({}).reason, "not a camera"));
}

TEST_CASE("a stream that nobody serves is lost with the reason") {
  SilentServer server;
  const std::string url = server.url();
  server.close();
  const auto source = openSource(url, {.clock = std::make_shared<HeldClock>()});
  const ReadResult result = source->next({});
  CHECK(result.status == ReadStatus::Lost);
  CHECK(contains(result.reason, "check that the camera is on"));
}

TEST_CASE("a stop request ends the wait for a stream that says nothing") {
  SilentServer server;
  const auto source = openSource(server.url(), {.clock = std::make_shared<HeldClock>()});
  server.awaitConnection();
  std::stop_source stop;
  ReadResult result{ReadStatus::End, nullptr, {}};
  std::jthread reader([&] { result = source->next(stop.get_token()); });
  stop.request_stop();
  reader.join();
  CHECK(result.status == ReadStatus::Lost);
  CHECK(result.reason == "stopping");
  server.close();
}

TEST_CASE("a stream is named without its password") {
  SilentServer server;
  std::string url = server.url();
  server.close();
  const std::string shown = "stream " + url;
  url.insert(url.find("127"), "admin:se@cret@");
  const auto source = openSource(url, {.clock = std::make_shared<HeldClock>()});
  CHECK(source->name() == shown);
  CHECK_FALSE(contains(source->next({}).reason, "cret"));
}

}  // namespace
