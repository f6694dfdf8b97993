// RUN: async-unobserved-task %asio
// RUN: async-unobserved-task %asio -check-suffix=,STRICT -option AsyncStrict=true
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/beast.hpp>
#include <algorithm>
#include <functional>
#include <iostream>
#include <optional>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable, asio::co_spawn, asio::detached, asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

void logError(std::exception_ptr);
void mayThrow();
static void throws() { throw 1; }
constexpr auto AsTuple = asio::as_tuple(use_awaitable);

//===-- Where errors are taken as values ----------------------------------===//

// To take errors as values says nothing of an object that is made before.
awaitable<void> acceptsAsValue() {
  tcp::acceptor Acceptor(co_await asio::this_coro::executor,
                         {tcp::v4(), 55555});
  auto [Error, Socket] = co_await Acceptor.async_accept(
      asio::as_tuple(asio::use_awaitable));
}
void startsAcceptor(asio::io_context &Io) {
  co_spawn(Io, acceptsAsValue(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'acceptsAsValue' is lost
}
// Nor of a peer that is gone before it is asked for.
awaitable<void> asksPeerAsValue(tcp::socket Socket) {
  auto Peer = Socket.remote_endpoint();
  auto [Error] = co_await asio::steady_timer(Socket.get_executor())
                     .async_wait(asio::as_tuple(use_awaitable));
}
awaitable<void> okAsksPeerForError(tcp::socket Socket) {
  error_code Error;
  auto Peer = Socket.remote_endpoint(Error);
  auto [Waited] = co_await asio::steady_timer(Socket.get_executor())
                      .async_wait(asio::as_tuple(use_awaitable));
}
void asksPeers(asio::io_context &Io, tcp::socket A, tcp::socket B) {
  co_spawn(Io, asksPeerAsValue(std::move(A)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'asksPeerAsValue' is lost
  // CHECK-MESSAGES: :[[@LINE-13]]:15: note: an exception from here escapes 'asksPeerAsValue'
  co_spawn(Io, okAsksPeerForError(std::move(B)), detached);
}

// A value, or an error in its place.
template <typename T> struct Expected {
  T &value();
  error_code &error();
  bool has_value() const noexcept;
};
awaitable<Expected<int>> heightElsewhere();
awaitable<std::optional<int>> numberElsewhere();
awaitable<void> okTakesExpected() {
  auto Height = co_await heightElsewhere();
  if (!Height.has_value())
    std::cout << "failed";
}
awaitable<void> takesOptional() {
  auto Number = co_await numberElsewhere();
  if (!Number.has_value())
    std::cout << "none";
}
void takesValues(asio::io_context &Io) {
  co_spawn(Io, okTakesExpected(), detached);
  co_spawn(Io, takesOptional(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'takesOptional' is lost
}

//===-- A handler for what the library throws -----------------------------===//

using boost::system::system_error;

// An operation of somebody else's that is told by a token how to end.
awaitable<void> operateElsewhere(asio::use_awaitable_t<>);
awaitable<std::size_t> readsSome(tcp::socket &Socket) {
  char Data[8];
  mayThrow();
  co_return co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
}
// What else is called in the try is trusted; with AsyncStrict it is not.
awaitable<void> okCatchesWhatIsThrown(tcp::socket &Socket) {
  try {
    Socket.set_option(tcp::no_delay(true));
    co_await asio::async_write(Socket, asio::buffer("x", 1), use_awaitable);
    co_await operateElsewhere(use_awaitable);
  } catch (const system_error &E) {
    logError(std::make_exception_ptr(E));
  }
}
awaitable<void> okThrowsForItself(tcp::socket &Socket) {
  try {
    if (!co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable))
      throw system_error(asio::error::eof);
  } catch (const system_error &) {
  }
}
awaitable<void> trustsTheRest(tcp::socket &Socket) {
  auto Note = [] { mayThrow(); };
  try {
    Note();
    co_await readsSome(Socket);
  } catch (const system_error &) {
  }
}
awaitable<void> callsOutsideOfTry(tcp::socket &Socket) {
  auto Note = [] { throws(); };
  try {
    co_await readsSome(Socket);
  } catch (const system_error &) {
  }
  Note();
}
awaitable<void> throwsSomethingElse(tcp::socket &Socket) {
  try {
    co_await readsSome(Socket);
    throw std::bad_alloc();
  } catch (const system_error &) {
  }
}
awaitable<void> convertsInTry(tcp::socket &Socket, const std::string &Count) {
  try {
    co_await readsSome(Socket);
    std::stoi(Count);
  } catch (const system_error &) {
  }
}
awaitable<void> throwsItAgain(tcp::socket &Socket) {
  try {
    co_await readsSome(Socket);
  } catch (const system_error &) {
    throw;
  }
}
using AwaitingTimer = asio::use_awaitable_t<>::as_default_on_t<asio::steady_timer>;
awaitable<void> okByDefault(AwaitingTimer &Timer, AwaitingTimer *Other) {
  try {
    co_await Timer.async_wait();
    co_await Other->async_wait();
  } catch (const system_error &) {
  }
}
void catches(asio::io_context &Io, tcp::socket &Socket, AwaitingTimer &Timer) {
  co_spawn(Io, okCatchesWhatIsThrown(Socket), detached);
  co_spawn(Io, okThrowsForItself(Socket), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'okThrowsForItself' is lost
  co_spawn(Io, trustsTheRest(Socket), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'trustsTheRest' is lost
  co_spawn(Io, okByDefault(Timer, &Timer), detached);
  co_spawn(Io, callsOutsideOfTry(Socket), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'callsOutsideOfTry' is lost
  co_spawn(Io, throwsSomethingElse(Socket), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'throwsSomethingElse' is lost
  co_spawn(Io, convertsInTry(Socket, ""), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'convertsInTry' is lost
  co_spawn(Io, throwsItAgain(Socket), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'throwsItAgain' is lost
}

//===-- A lambda that is only called --------------------------------------===//

// What it throws is a matter of the calls.
awaitable<void> okCalledInTry(asio::io_context &Io) {
  auto Check = [] { mayThrow(); };
  try {
    Check();
    asio::post(Io, [&] { Check(); });
  } catch (const std::exception &) {
  }
  co_return;
}
awaitable<void> calledAfterTry() {
  auto Check = [](auto) { throws(); };
  try {
    Check(1);
  } catch (const std::exception &) {
  }
  Check(2);
  co_return;
}
void callsLambdas(asio::io_context &Io) {
  co_spawn(Io, okCalledInTry(Io), detached);
  co_spawn(Io, calledAfterTry(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'calledAfterTry' is lost
}

// What is known to throw is followed, in all functions in sight.
int parse(const std::string &Line) { return std::stoi(Line); }
void check(const std::string &Line) {
  if (Line.empty())
    throw std::invalid_argument("empty");
}
void handle(const std::string &Line) { check(Line); }
awaitable<void> callsParse(tcp::socket &Socket) {
  auto [Error, Size] = co_await Socket.async_read_some(asio::mutable_buffer(), AsTuple);
  parse("1");
}
awaitable<void> callsHandle(tcp::socket &Socket) {
  auto [Error, Size] = co_await Socket.async_read_some(asio::mutable_buffer(), AsTuple);
  handle("");
}
awaitable<void> callsByName(tcp::socket &Socket) {
  auto Convert = [](std::string Line) { return std::stoi(Line); };
  auto [Error, Size] = co_await Socket.async_read_some(asio::mutable_buffer(), AsTuple);
  Convert("1");
}
awaitable<void> throwsInTry(tcp::socket &Socket) {
  try {
    co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable);
    handle("");
  } catch (const system_error &) {
  }
}
awaitable<void> listens(tcp::acceptor &Acceptor) {
  Acceptor.open(tcp::v4());
  Acceptor.bind({tcp::v4(), 80});
  Acceptor.listen();
  auto [Error, Socket] = co_await Acceptor.async_accept(AsTuple);
}
// So is a coroutine: what it calls besides is trusted as it would be here.
void tell(const std::string &);
awaitable<void> tells(std::string Line) {
  tell(Line);
  co_return;
}
awaitable<void> okTellsElsewhere(tcp::socket &Socket) {
  auto [Error, Size] = co_await Socket.async_read_some(asio::mutable_buffer(), AsTuple);
  co_await tells("read");
}
// What a std::function calls is not known.
awaitable<void> okCallsFunction(tcp::socket &Socket, std::function<void()> Done) {
  auto [Error, Size] = co_await Socket.async_read_some(asio::mutable_buffer(), AsTuple);
  Done();
}
// The exception that is caught may be thrown anywhere.
struct Packet {
  explicit Packet(std::size_t Size) {
    if (Size > 65535)
      throw boost::system::system_error(asio::error::message_size);
  }
};
awaitable<void> okMakesPacket(tcp::socket &Socket) {
  try {
    Packet Made(co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable));
  } catch (const boost::system::system_error &) {
  }
}
void followed(asio::io_context &Io, tcp::socket &S, tcp::acceptor &A) {
  co_spawn(Io, okCallsFunction(S, [] {}), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'okCallsFunction' is lost
  co_spawn(Io, okMakesPacket(S), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'okMakesPacket' is lost
  co_spawn(Io, callsParse(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'callsParse' is lost
  co_spawn(Io, callsHandle(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'callsHandle' is lost
  co_spawn(Io, callsByName(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'callsByName' is lost
  co_spawn(Io, throwsInTry(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'throwsInTry' is lost
  co_spawn(Io, listens(A), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'listens' is lost
  co_spawn(Io, okTellsElsewhere(S), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'okTellsElsewhere' is lost
}

//===-- What a handler catches --------------------------------------------===//

// A base of what is thrown; but nothing that derives from it, nor what the
// other Asio throws.
struct ProtocolError : system_error {
  using system_error::system_error;
};
awaitable<void> okCatchesBase(tcp::socket &Socket) {
  try {
    co_await asio::async_write(Socket, asio::buffer("x"), use_awaitable);
  } catch (const std::runtime_error &) {
  }
}
awaitable<void> catchesDerived(tcp::socket &Socket) {
  try {
    co_await asio::async_write(Socket, asio::buffer("x"), use_awaitable);
  } catch (const ProtocolError &) {
  }
}
awaitable<void> catchesOther(tcp::socket &Socket) {
  try {
    co_await asio::async_write(Socket, asio::buffer("x"), use_awaitable);
  } catch (const std::system_error &) {
  }
}
using DefaultStream = boost::beast::tcp_stream::rebind_executor<
    asio::use_awaitable_t<>::executor_with_default<
        asio::any_io_executor>>::other;
awaitable<void> okDefaultOfArgument(DefaultStream &Peer) {
  namespace http = boost::beast::http;
  boost::beast::flat_buffer Buffer;
  try {
    http::request<http::string_body> Request;
    co_await http::async_read(Peer, Buffer, Request);
  } catch (const system_error &) {
  }
}
// A handler that tells of an error is trusted, but not to ask for the peer.
awaitable<void> asksPeerInHandler(tcp::socket &Socket) {
  try {
    co_await asio::async_write(Socket, asio::buffer("x"), use_awaitable);
  } catch (const std::exception &Error) {
    std::cerr << Socket.remote_endpoint() << Error.what();
  }
}
awaitable<void> throwsInHandler(tcp::socket &Socket) {
  try {
    co_await asio::async_write(Socket, asio::buffer("x"), use_awaitable);
  } catch (const std::exception &Error) {
    tell(Error.what());
    check("");
  }
}
awaitable<void> okAnswersInHandler(tcp::socket &Socket,
                                   std::function<void(int)> Answer) {
  try {
    co_await asio::async_write(Socket, asio::buffer("x"), use_awaitable);
  } catch (const std::exception &) {
    Answer(1);
  }
}
void handlers(asio::io_context &Io, tcp::socket &S, DefaultStream &Stream) {
  co_spawn(Io, okAnswersInHandler(S, [](int) {}), detached);
  co_spawn(Io, okCatchesBase(S), detached);
  co_spawn(Io, okDefaultOfArgument(Stream), detached);
  co_spawn(Io, catchesDerived(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'catchesDerived' is lost
  co_spawn(Io, catchesOther(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'catchesOther' is lost
  co_spawn(Io, asksPeerInHandler(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'asksPeerInHandler' is lost
  co_spawn(Io, throwsInHandler(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'throwsInHandler' is lost
}

//===-- What does not fail ------------------------------------------------===//

awaitable<void> sleeps(std::chrono::seconds Time) {
  asio::steady_timer Timer(co_await asio::this_coro::executor, Time);
  co_await Timer.async_wait(use_awaitable);
}
awaitable<void> okAlgorithms(std::vector<int> Weights) {
  std::sort(Weights.begin(), Weights.end(),
            [](int A, int B) { return A > B; });
  std::sort(Weights.begin(), Weights.end(), std::greater<>());
  std::ranges::sort(Weights);
  co_return;
}
void requireOne(int Weight) {
  if (Weight != 1)
    throw Weight;
}
awaitable<void> algorithmThrows(std::vector<int> Weights) {
  std::for_each(Weights.begin(), Weights.end(), requireOne);
  co_return;
}
awaitable<void> lambdaThrows(std::vector<std::string> Weights) {
  std::for_each(Weights.begin(), Weights.end(),
                [](const std::string &Weight) { std::stoi(Weight); });
  co_return;
}
// What is combined fails as its parts do.
awaitable<void> okCombines(tcp::socket &Socket) {
  using namespace asio::experimental::awaitable_operators;
  auto Done = co_await (Socket.async_read_some(asio::mutable_buffer(), AsTuple) ||
                        sleeps(std::chrono::seconds(5)));
  co_await (sleeps(std::chrono::seconds(1)) && sleeps(std::chrono::seconds(2)));
}
awaitable<void> combines(tcp::socket &Socket) {
  using namespace asio::experimental::awaitable_operators;
  co_await (sleeps(std::chrono::seconds(1)) ||
            Socket.async_wait(tcp::socket::wait_read, use_awaitable));
}
awaitable<void> okAwaitsLater() {
  auto Task = sleeps(std::chrono::seconds(1));
  co_await std::move(Task);
}
awaitable<void> okAsksFirst(std::optional<int> Given) {
  if (Given)
    parse(std::string(Given.value(), '1')), Given.reset();
  if (auto Other = std::optional<int>(1))
    std::cout << Other.value();
  co_return;
}
awaitable<void> okPrologue(tcp::socket &Socket) {
  error_code Ignored;
  auto Peer = Socket.remote_endpoint(Ignored);
  std::cout << Peer << Ignored << Peer.address().to_string();
  asio::cancellation_signal Signal;
  tcp::acceptor Acceptor(Socket.get_executor());
  tcp::socket Other(Socket.get_executor());
  Other = std::move(Socket);
  asio::experimental::channel<void(error_code)> Channel(Other.get_executor(), 1);
  co_return;
}
// The declaration in a condition is looked at as well.
awaitable<void> readsInCondition(tcp::socket &Socket) {
  while (auto Size = co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable))
    std::cout << Size;
}
awaitable<std::size_t> okAwaitedInCondition(tcp::socket &Socket) {
  auto Next = Socket.async_read_some(asio::mutable_buffer(), use_awaitable);
  while (auto Size = co_await std::move(Next))
    co_return Size;
  co_return 0;
}
void doesNotFail(asio::io_context &Io, tcp::socket &S) {
  co_spawn(Io, okAlgorithms({}), detached);
  co_spawn(Io, algorithmThrows({}), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'algorithmThrows' is lost
  co_spawn(Io, lambdaThrows({}), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'lambdaThrows' is lost
  co_spawn(Io, okCombines(S), detached);
  co_spawn(Io, combines(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'combines' is lost
  co_spawn(Io, okAwaitsLater(), detached);
  co_spawn(Io, okPrologue(S), detached);
  co_spawn(Io, readsInCondition(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'readsInCondition' is lost
}

// Which of two ended is asked before its outcome is taken.
awaitable<void> okAsksWhich(tcp::socket &Socket, asio::steady_timer &Timer) {
  using namespace asio::experimental::awaitable_operators;
  auto First = co_await (Timer.async_wait(AsTuple) || Socket.async_read_some(asio::mutable_buffer(), AsTuple));
  if (First.index() == 0)
    co_return;
  auto [Error, Size] = std::get<1>(First);
  auto Second = co_await (Timer.async_wait(AsTuple) || Socket.async_read_some(asio::mutable_buffer(), AsTuple));
  if (std::holds_alternative<std::tuple<error_code>>(Second))
    auto [Late] = std::get<std::tuple<error_code>>(Second);
}
awaitable<void> doesNotAskWhich(tcp::socket &Socket, asio::steady_timer &Timer) {
  using namespace asio::experimental::awaitable_operators;
  auto First = co_await (Timer.async_wait(AsTuple) || Socket.async_read_some(asio::mutable_buffer(), AsTuple));
  auto [Error, Size] = std::get<1>(First);
}
void asksWhich(asio::io_context &Io, tcp::socket &S, asio::steady_timer &T) {
  co_spawn(Io, okAsksWhich(S, T), detached);
  co_spawn(Io, doesNotAskWhich(S, T), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'doesNotAskWhich' is lost
}

// What an ordinary function returns fails as if it were awaited where it is.
auto receives(tcp::socket &Socket) {
  return Socket.async_read_some(asio::mutable_buffer(), use_awaitable);
}
auto receivesAsTuple(tcp::socket &Socket) {
  return Socket.async_read_some(asio::mutable_buffer(), AsTuple);
}
auto pauses(asio::steady_timer &Timer) {
  return Timer.async_wait(use_awaitable);
}
awaitable<void> awaitsReturned(tcp::socket &Socket) {
  co_await receives(Socket);
}
awaitable<void> okAwaitsReturned(tcp::socket &Socket, asio::steady_timer &Timer) {
  co_await receivesAsTuple(Socket);
  co_await pauses(Timer);
  try {
    co_await receives(Socket);
  } catch (const boost::system::system_error &E) {
    logError(std::make_exception_ptr(E));
  }
}
void awaitsWhatIsReturned(asio::io_context &Io, tcp::socket &S, asio::steady_timer &T) {
  co_spawn(Io, awaitsReturned(S), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'awaitsReturned' is lost
  // CHECK-MESSAGES: :[[@LINE-14]]:3: note: an exception from here escapes 'awaitsReturned'
  co_spawn(Io, okAwaitsReturned(S, T), detached);
}

//===-- Who waits by a counter, a timer or a channel ----------------------===//

awaitable<void> fails(tcp::socket Socket) {
  co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable);
}
void okPolls(asio::io_context &Io) {
  int Left = 1;
  co_spawn(Io, fails(tcp::socket(Io)), [&](std::exception_ptr) { --Left; });
  while (Left > 0)
    Io.poll();
}
awaitable<void> okAwaitsTimer(asio::io_context &Io) {
  asio::steady_timer Done(Io, asio::steady_timer::time_point::max());
  co_spawn(Io, fails(tcp::socket(Io)), [&](std::exception_ptr) { Done.cancel(); });
  error_code Error;
  co_await Done.async_wait(asio::redirect_error(use_awaitable, Error));
}
awaitable<void> okAwaitsChannel(asio::io_context &Io) {
  asio::experimental::channel<void(error_code)> Done(Io, 1);
  co_spawn(Io, fails(tcp::socket(Io)),
           [&](std::exception_ptr) { Done.try_send(error_code()); });
  co_await Done.async_receive(use_awaitable);
}
void countsOnly(asio::io_context &Io) {
  int Running = 0;
  while (Running < 5) {
    ++Running;
    co_spawn(Io, fails(tcp::socket(Io)), [&](std::exception_ptr) { --Running; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the error of 'fails' is lost: the handler ignores it
  }
}

//===-- Handlers that rethrow ---------------------------------------------===//

// A timer reports nothing but its cancellation.
awaitable<bool> okWaitsFor(asio::steady_timer &Timer) {
  try {
    co_await Timer.async_wait(use_awaitable);
    co_return true;
  } catch (const system_error &E) {
    if (E.code() == asio::error::operation_aborted)
      co_return false;
    throw;
  }
}
awaitable<bool> readsAndRethrows(tcp::socket &Socket) {
  try {
    co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable);
    co_return true;
  } catch (const system_error &E) {
    if (E.code() == asio::error::operation_aborted)
      co_return false;
    throw;
  }
}
// The other handler catches the same errors.
awaitable<void> rethrowsSome(tcp::socket &Socket) {
  try {
    co_await Socket.async_read_some(asio::mutable_buffer(), use_awaitable);
  } catch (const system_error &E) {
    if (E.code() != asio::error::eof)
      throw;
  } catch (...) {
  }
}
awaitable<void> rethrowsOwn(asio::steady_timer &Timer, bool IsLate) {
  try {
    if (IsLate)
      throw system_error(asio::error::timed_out);
    co_await Timer.async_wait(use_awaitable);
  } catch (const system_error &) {
    throw;
  }
}
void startsRethrowing(asio::io_context &Io, asio::steady_timer &Timer,
                      tcp::socket &Socket) {
  co_spawn(Io, okWaitsFor(Timer), detached);
  co_spawn(Io, readsAndRethrows(Socket), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'readsAndRethrows' is lost
  co_spawn(Io, rethrowsSome(Socket), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'rethrowsSome' is lost
  co_spawn(Io, rethrowsOwn(Timer, true), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'rethrowsOwn' is lost
}
