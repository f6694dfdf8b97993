// RUN: async-sequential-awaits %cppcoro -option AsyncStrict=true
// RUN: async-sequential-awaits %cppcoro -check-suffix=DEFAULT
#include "cppcoro/cppcoro.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace cppcoro;

struct User {
  std::string Name;
  int Age;
};
struct Connection {
  task<int> count(int Table);
  task<int> size() const;
};

task<User> user(int Id);
task<std::string> city(const std::string &Name);
task<int> orders(int Id);
task<int> stock(std::string Name);
shared_task<int> cached(int Id);
void use(int);
void use(int, int);

//===-- One statement after another ---------------------------------------===//

task<int> two(int Id) {
  auto Who = co_await user(Id);
  auto Count = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'user' and 'orders' do not depend on each other, but run one after the other: their latencies add up; await them together [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto [Who, Count] = co_await cppcoro::when_all(user(Id), orders(Id));
  // CHECK-NOTES: :[[@LINE-3]]:25: note: 'orders' does not start until the previous await is finished
  co_return Who.Age + Count;
}

task<int> three(int Id, const std::string &Name) {
  auto Who = co_await user(Id);
  auto Count = co_await orders(Id);
  auto Stock = co_await stock(Name);
  // CHECK-MESSAGES: :[[@LINE-3]]:23: warning: 'user' and the 2 awaits after it do not depend on each other, but run one after the other: their latencies add up; await them together
  // CHECK-FIXES: {{^}}  auto [Who, Count, Stock] = co_await cppcoro::when_all(user(Id), orders(Id), stock(Name));
  // CHECK-NOTES: :[[@LINE-4]]:25: note: 'orders' does not start
  // CHECK-NOTES: :[[@LINE-4]]:25: note: 'stock' does not start
  co_return Who.Age + Count + Stock;
}

// The first two belong together, what follows needs one of them.
task<int> runEnds(int Id) {
  const auto Who = co_await user(Id);
  const auto Count = co_await orders(Id);
  const auto Stock = co_await stock(Who.Name);
  // CHECK-MESSAGES: :[[@LINE-3]]:29: warning: 'user' and 'orders' do not depend
  // CHECK-FIXES: {{^}}  const auto [Who, Count] = co_await cppcoro::when_all(user(Id), orders(Id));
  co_return Count + Stock;
}

task<int> writtenTypes(int Id) {
  User Who = co_await user(Id);
  int Count = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'user' and 'orders' do not depend
  // CHECK-FIXES: {{^}}  auto [Who, Count] = co_await cppcoro::when_all(user(Id), orders(Id));
  co_return Who.Age + Count;
}

task<int> inBlocks(int Id) {
  if (Id > 0) {
    auto A = co_await orders(Id);
    auto B = co_await orders(Id + 1);
    // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'orders' and 'orders' do not depend
    // CHECK-FIXES: {{^}}    auto [A, B] = co_await cppcoro::when_all(orders(Id), orders(Id + 1));
    co_return A + B;
  }
  try {
    auto A = co_await orders(1);
    auto B = co_await stock("salt");
    // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'orders' and 'stock' do not depend
    // CHECK-FIXES: {{^}}    auto [A, B] = co_await cppcoro::when_all(orders(1), stock("salt"));
    co_return A + B;
  } catch (const std::exception &) {
  }
  co_return 0;
}

task<int> receivers(Connection Left, Connection Right) {
  auto A = co_await Left.count(1);
  auto B = co_await Right.count(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: 'count' and 'count' do not depend
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await cppcoro::when_all(Left.count(1), Right.count(1));
  co_return A + B;
}

struct Shop {
  std::string Name;
  Connection Stock, Orders;
  task<int> load(int Id) const;
  task<int> sum() {
    auto A = co_await Stock.count(1);
    auto B = co_await Orders.count(1);
    // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: 'count' and 'count' do not depend
    // CHECK-FIXES: {{^}}    auto [A, B] = co_await cppcoro::when_all(Stock.count(1), Orders.count(1));
    co_return A + B;
  }
};

template <typename T> task<int> inTemplate(T Id) {
  auto A = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'orders' and 'cached' do not depend
  // CHECK-FIXES: {{^}}  auto A = co_await orders(Id);
  auto B = co_await cached(Id); // The task gives a reference.
  co_return A + B;
}
template task<int> inTemplate(int);
template task<int> inTemplate(long);

task<> inLambda() {
  auto Both = [](int Id) -> task<int> {
    auto A = co_await orders(Id);
    auto B = co_await stock("salt");
    // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'orders' and 'stock' do not depend
    // CHECK-FIXES: {{^}}    auto [A, B] = co_await cppcoro::when_all(orders(Id), stock("salt"));
    co_return A + B;
  };
  use(co_await Both(1));
}

task<int> ofLambdas() {
  auto Ask = [](int Id) -> task<int> { co_return Id; };
  auto A = co_await Ask(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: two calls of this lambda do not depend on each other
  auto B = co_await Ask(2);
  use(A, B);
  auto C = co_await orders(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'orders' and the lambda after it do not depend on each other
  auto D = co_await [](int Id) -> task<int> { co_return Id; }(4);
  co_return C + D;
}

// A temporary lives as long as it did.
task<int> temporaries() {
  auto A = co_await city("a");
  auto B = co_await city(std::string("b"));
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'city' and 'city' do not depend
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await cppcoro::when_all(city("a"), city(std::string("b")));
  co_return static_cast<int>(A.size() + B.size());
}

//===-- What is found, but not edited -------------------------------------===//

task<int> withComment(int Id) {
  auto A = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'orders' and 'stock' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto A = co_await orders(Id);
  // A comment that would be lost.
  auto B = co_await stock("salt");
  co_return A + B;
}

task<long> otherType(int Id) {
  long A = co_await orders(Id);
  long B = co_await stock("salt");
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'orders' and 'stock' do not depend
  // CHECK-FIXES: {{^}}  long A = co_await orders(Id);
  co_return A + B;
}

task<int> captured(int Id) {
  auto A = co_await orders(Id);
  auto B = co_await stock("salt");
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'orders' and 'stock' do not depend
  // CHECK-FIXES: {{^}}  auto A = co_await orders(Id);
  auto Add = [&] { return A + B; };
  co_return Add();
}

// A name would mean the new variable.
task<int> namesLater(int A, int B) {
  {
    auto First = co_await orders(B);
    auto B = co_await stock("salt");
    // CHECK-MESSAGES: :[[@LINE-2]]:27: warning: 'orders' and 'stock' do not depend
    // CHECK-FIXES: {{^}}    auto First = co_await orders(B);
    use(First + B);
  }
  auto All = co_await user(A);
  auto user = co_await orders(A);
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'user' and 'orders' do not depend
  // CHECK-FIXES: {{^}}  auto All = co_await user(A);
  co_return All.Age + user;
}
task<int> namesMember(Connection Left, Connection Right) {
  auto Size = co_await Left.count(1);
  auto count = co_await Right.size();
  // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: 'count' and 'size' do not depend
  // CHECK-FIXES: {{^}}  auto [Size, count] = co_await cppcoro::when_all(Left.count(1), Right.size());
  co_return Size + count;
}

// A binding cannot be moved out of, and these cannot be copied.
struct Row {
  int Value;
  explicit Row(int Value);
  Row(Row &&) = default;
  Row &operator=(Row &&) = default;
};
struct Table {
  std::vector<Row> Rows;
};
task<std::vector<Row>> rows(int Id);
task<Table> table(int Id);
task<std::vector<Row>> ofMovable(int Id) {
  auto Rows = co_await rows(Id);
  auto Count = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'rows' and 'orders' do not depend
  // CHECK-FIXES: {{^}}  auto Rows = co_await rows(Id);
  use(Count);
  co_return Rows;
}
task<Table> inStruct(int Id) {
  auto All = co_await table(Id);
  auto Count = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'table' and 'orders' do not depend
  // CHECK-FIXES: {{^}}  auto All = co_await table(Id);
  use(Count);
  co_return All;
}
task<std::vector<std::string>> names(int Id);
task<std::vector<std::string>> ofCopyable(int Id) {
  auto All = co_await names(Id);
  auto Count = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'names' and 'orders' do not depend
  // CHECK-FIXES: {{^}}  auto [All, Count] = co_await cppcoro::when_all(names(Id), orders(Id));
  use(Count);
  co_return All;
}

#define STOCK(Name) auto Stock = co_await stock(Name)
task<int> inMacro(int Id) {
  auto A = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'orders' and 'stock' do not depend
  // CHECK-FIXES: {{^}}  auto A = co_await orders(Id);
  STOCK("salt");
  co_return A + Stock;
}

task<int> suppressed(int Id) {
  auto A = co_await orders(Id); // NOLINT(async-sequential-awaits)
  auto B = co_await stock("salt");
  co_return A + B;
}

//===-- Within one expression ---------------------------------------------===//

task<int> fibonacci(int N) {
  if (N < 2)
    co_return N;
  co_return co_await fibonacci(N - 1) + co_await fibonacci(N - 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'fibonacci' and 'fibonacci' do not depend
}

task<> arguments(int Id) {
  use(co_await orders(Id), co_await stock("salt"));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'orders' and 'stock' do not depend
  int Sum = (co_await orders(Id)) * (co_await stock("salt"));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'orders' and 'stock' do not depend
  Sum = co_await orders(Id) + co_await stock("salt");
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'orders' and 'stock' do not depend
  use(Sum);
}

// Not reached for some values, or needed first.
task<> okInExpression(int Id) {
  if (co_await orders(Id) > 0 && co_await stock("salt") > 0)
    use(1);
  use(co_await orders(Id) > 0 ? co_await orders(1) : co_await orders(2));
  use(co_await orders(co_await orders(Id)));
  use(co_await orders(1), co_await orders(co_await stock("salt")));
  int Sum = 0;
  Sum = co_await orders(Sum) + co_await stock("salt");
  use((co_await orders(1), co_await orders(2)));
  use(co_await orders(Id++), co_await orders(Id));
}

//===-- Loops -------------------------------------------------------------===//

task<int> loops(const std::vector<int> &Ids, std::vector<Connection> &Each) {
  std::vector<int> Out;
  for (int Id : Ids)
    Out.push_back(co_await orders(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: each iteration of the loop awaits its own 'orders', though none depends on another: their latencies add up [async-sequential-awaits]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'cppcoro::when_all' awaits them all at once
  int Sum = 0;
  for (const auto &Id : Ids) {
    Sum += co_await orders(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each iteration of the loop awaits its own 'orders'
  }
  for (auto &One : Each)
    Out.emplace_back(co_await One.count(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: each iteration of the loop awaits its own 'count'
  std::map<int, int> ById;
  for (int Id : Ids)
    ById[Id] = co_await orders(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: each iteration of the loop awaits its own 'orders'
  for (int I = 0; I < 10; ++I)
    Out.push_back(co_await orders(I));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: each iteration of the loop awaits its own 'orders'
  for (size_t I = 0; I < Ids.size(); ++I)
    Out[I] = co_await orders(Ids[I]);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: each iteration of the loop awaits its own 'orders'
  // By way of a variable.
  for (int Id : Ids) {
    int Count = co_await orders(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: each iteration of the loop awaits its own 'orders'
    Out.push_back(Count);
  }
  std::vector<std::string> Names, Cities;
  for (const auto &Name : Names) {
    auto City = co_await city(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: each iteration of the loop awaits its own 'city'
    Cities.push_back(std::move(City));
  }
  co_return Sum;
}

generator<int> numbers();
async_generator<int> arriving();
static_thread_pool &pool();

task<int> okLoops(std::vector<int> Ids, Connection &One, int Max) {
  std::vector<int> Out;
  int Sum = 0;
  // One receiver, one argument, none.
  for (int Id : Ids)
    Out.push_back(co_await One.count(Id));
  for (int Id : Ids)
    Out.push_back(co_await orders(Max));
  // What came before is needed.
  for (int Id : Ids)
    Sum += co_await orders(Id + Sum);
  for (int Id : Ids)
    Sum = co_await orders(Id + Sum);
  for (int &Id : Ids)
    Id = co_await orders(Id);
  // The last one wins.
  for (int Id : Ids)
    Sum = co_await orders(Id);
  for (int Id : Ids)
    Out[0] = co_await orders(Id);
  // The value is used twice.
  for (int Id : Ids) {
    int Count = co_await orders(Id);
    Out[Count] = Count;
  }
  // It may end early.
  for (int Id : Ids) {
    Out.push_back(co_await orders(Id));
    if (Out.size() > 3)
      break;
  }
  for (int Id = 0; Sum < 100; ++Id)
    Sum += co_await orders(Id);
  for (int Id = 0; Out.size() < 100u; ++Id)
    Out.push_back(co_await orders(Id));
  // It does more than to collect.
  for (int Id : Ids)
    use(co_await orders(Id));
  for (int Id : Ids) {
    co_await pool().schedule();
    Out.push_back(co_await orders(Id));
  }
  // A range that is made as it goes.
  for (int Id : numbers())
    Out.push_back(co_await orders(Id));
  auto Source = arriving();
  for (auto Next = co_await Source.begin(); Next != Source.end();
       co_await ++Next)
    Out.push_back(co_await orders(*Next));
  for (int Id = 0; Id < 10;)
    Out.push_back(co_await orders(Id++));
  while (Sum < 10)
    Sum += co_await orders(1);
  co_return Sum;
}

//===-- What depends on each other ----------------------------------------===//

task<int> okNeedsIt(int Id) {
  auto Who = co_await user(Id);
  auto City = co_await city(Who.Name);
  auto A = co_await orders(static_cast<int>(City.size()));
  const auto &View = Who.Name;
  auto B = co_await stock(View);
  co_return A + B;
}

task<int> okSameReceiver(Connection &Of, Connection *By,
                         std::shared_ptr<Connection> Shared) {
  auto A = co_await Of.count(1);
  auto B = co_await Of.count(2);
  use(A + B);
  auto C = co_await By->count(1);
  auto D = co_await By->count(2);
  use(C + D);
  auto E = co_await Shared->count(1);
  auto F = co_await Shared->count(2);
  co_return E + F;
}

task<int> ordersOf(Connection &, int);
task<int> ordersIn(std::shared_ptr<Connection>, int);
task<int> append(std::string &, int);
task<int> length(const std::string &);
task<int> fill(int *To);
task<int> sum(const int *Of);

task<int> okSharedArgument(Connection &Db, std::shared_ptr<Connection> Pool,
                           std::string Text, int *Buffer) {
  auto A = co_await ordersOf(Db, 1);
  auto B = co_await ordersOf(Db, 2);
  use(A + B);
  auto C = co_await ordersIn(Pool, 1);
  auto D = co_await ordersIn(Pool, 2);
  use(C + D);
  auto E = co_await append(Text, 1);
  auto F = co_await length(Text);
  use(E + F);
  auto G = co_await fill(Buffer);
  auto H = co_await sum(Buffer);
  use(G + H);
  auto I = co_await stock(std::move(Text));
  auto J = co_await length(Text);
  co_return I + J;
}

Connection &global();
Connection *byName(const std::string &);
Connection Db;

// What two names are made from is what they share.
task<int> okSharedOrigin(Connection &Of) {
  auto A = co_await global().count(1);
  auto B = co_await global().count(2);
  use(A + B);
  auto C = co_await Db.count(1);
  auto D = co_await Db.count(2);
  use(C + D);
  Connection &Alias = Of;
  auto E = co_await Alias.count(1);
  auto F = co_await Of.count(2);
  use(E + F);
  Connection *Later;
  Later = &Of;
  auto I = co_await Later->count(1);
  auto J = co_await Of.count(2);
  use(I + J);
  Connection *First = byName("a");
  Connection *Second = byName("b");
  auto G = co_await First->count(1);
  auto H = co_await Second->count(1);
  co_return G + H;
}

struct Reader {
  Reader(Connection &From);
  task<int> next();
  Connection &From;
};

task<int> okSharedUnderneath(Connection &Of) {
  Reader First(Of), Second(Of);
  auto A = co_await First.next();
  auto B = co_await Second.next();
  co_return A + B;
}

struct Session {
  Connection *Db;
  int State = 0;
  task<int> read();
  task<int> peek() const;
  task<int> sum() {
    auto A = co_await read();
    auto B = co_await this->read();
    use(A + B);
    auto C = co_await peek();
    auto D = co_await read();
    use(C + D);
    auto E = co_await Db->count(1);
    auto F = co_await Db->count(2);
    use(E + F);
    auto G = co_await orders(State);
    auto H = co_await read();
    co_return G + H;
  }
};

// Bodies in sight tell of globals.
int Counter = 0;
std::vector<int> Log;
void note(int Id) { Log.push_back(Id); }
task<int> counted(int Id) { co_return Counter += Id; }
task<int> counting(int Id) { co_return Id + Counter; }
task<int> noted(int Id) {
  note(Id);
  co_return Id;
}
task<int> throughGlobal(int Id) { co_return co_await Db.count(Id); }
const int Limit = 3;
task<int> limited(int Id) { co_return Id < Limit ? Id : Limit; }

task<int> okSharedGlobals() {
  auto A = co_await counted(1);
  auto B = co_await counting(2);
  use(A + B);
  auto C = co_await noted(1);
  auto D = co_await noted(2);
  use(C + D);
  auto E = co_await throughGlobal(1);
  auto F = co_await throughGlobal(2);
  use(E + F);
  std::vector<int> Out;
  for (int I = 0; I < 3; ++I)
    Out.push_back(co_await noted(I));
  co_return 0;
}

task<int> constantGlobals() {
  auto A = co_await limited(1);
  auto B = co_await limited(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'limited' and 'limited' do not depend
  co_return A + B;
}

//===-- What may be there for its order -----------------------------------===//

task<> log(std::string);
task<bool> create(int Id);
enum class Status { Ok, Failed };
task<Status> grant(int Id);
task<int> next();
task<std::unique_ptr<Connection>> connect(int Port);

// An action: nothing is given, or only whether it worked; or nobody looks.
task<int> okActions(int Id) {
  co_await log("begin");
  co_await log("end");
  auto Made = co_await create(Id);
  auto Granted = co_await grant(Id);
  use(Made && Granted == Status::Ok);
  auto Unused = co_await orders(Id);
  auto Used = co_await stock("salt");
  co_return Used;
}

// Asked twice, it says something else only if something has changed.
task<int> okSameCall() {
  auto A = co_await next();
  auto B = co_await next();
  use(A + B);
  use(co_await next() + co_await next());
  auto C = co_await orders(1);
  auto D = co_await orders(1);
  co_return C + D;
}

// What has to be held, and what it is held for.
task<int> okHeld(async_mutex &Mutex, async_mutex &Other) {
  auto Lock = co_await Mutex.scoped_lock_async();
  auto Second = co_await Other.scoped_lock_async();
  auto A = co_await orders(1);
  use(A);
  auto One = co_await connect(80);
  auto Two = co_await connect(81);
  co_return co_await One->count(1) + co_await Two->size();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'count' and 'size' do not depend
}

task<int> okBetween(int Id, static_thread_pool &Pool) {
  auto A = co_await orders(Id);
  if (A == 0)
    co_return 0;
  auto B = co_await stock("salt");
  co_await Pool.schedule();
  auto C = co_await orders(Id + 1);
  use(B);
  auto D = co_await orders(Id + 2);
  co_return C + D;
}

task<int> okHandlersTell(int Id) {
  try {
    auto A = co_await orders(Id);
    auto B = co_await stock("salt");
    co_return A + B;
  } catch (const std::logic_error &) {
  } catch (const std::exception &) {
  }
  co_return 0;
}

// Both are started before one of them is awaited, or awaited together.
task<int> okTogether(int Id) {
  auto First = orders(Id);
  auto Second = stock("salt");
  auto [A, B] = co_await when_all(std::move(First), std::move(Second));
  auto Third = cached(Id);
  auto C = co_await Third;
  auto D = co_await Third;
  co_return A + B + C + D;
}

task<int> okBuffers(read_only_file &File, net::socket &Peer, char *To) {
  auto A = co_await File.read(0, To, 10);
  auto B = co_await File.read(10, To, 10);
  use(A + B);
  auto C = co_await Peer.recv(To, 10);
  auto D = co_await Peer.send(To, 10);
  co_return C + D;
}
