// RUN: async-blocking-call -std=c++20
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/placeholders.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/bind/bind.hpp>
#include <fstream>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class Server {
public:
  explicit Server(asio::io_context &Io) : Socket(Io), Timer(Io) {}
  void start() {
    asio::async_read_until(Socket, asio::dynamic_buffer(Line), '\n',
                           boost::bind(&Server::onLine, this, asio::placeholders::error, asio::placeholders::bytes_transferred));
    Timer.async_wait(boost::bind(&Server::okOnTimer, this, asio::placeholders::error));
  }

private:
  void onLine(const error_code &Error, std::size_t Size);
  void okOnTimer(const error_code &Error);

  tcp::socket Socket;
  asio::steady_timer Timer;
  std::string Line;
};

void Server::onLine(const error_code &Error, std::size_t Size) {
  std::ifstream File(Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread that runs 'onLine', and all other work on it [async-blocking-call]
}
void Server::okOnTimer(const error_code &Error) {
  Timer.expires_after(std::chrono::seconds(1));
  Timer.async_wait(boost::bind(&Server::okOnTimer, this, asio::placeholders::error));
}
// Nobody hands it to anything.
void okNamesOnly() { auto Bound = boost::bind(&Server::start, boost::placeholders::_1); }
