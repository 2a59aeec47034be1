using System.Management.Automation;
using SecAutomation.Testing.Modules;
using Work = System.Func<SecAutomation.Commands.Pipeline.IPipelineWriter, int, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace SecAutomation.Commands.Tests.Pipeline;

public sealed class PipelinePumpTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ModuleSession _session = ModuleSession.OpenEmpty();

    public PipelinePumpTests() =>
        _session.Run("param($a) Import-Module -Assembly $a", ("a", typeof(InvokePumpCommand).Assembly)).Succeeded();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_stream_arrives_in_the_order_in_which_the_worker_wrote()
    {
        Work work = (writer, _, _) =>
        {
            writer.Output("first");
            writer.Error(Error("second"));
            writer.Warning("third");
            writer.Verbose("fourth");
            writer.Debug("fifth");
            writer.Information(new InformationRecord("sixth", "worker"));
            writer.Output("seventh");
            return Task.CompletedTask;
        };

        CommandResult result = Invoke(work, "$DebugPreference = 'Continue'; Invoke-Pump $work -Verbose *>&1");

        result.Texts()
            .ShouldBe(["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]);
        result.Output.Select(record => record.BaseObject.GetType().Name).ShouldBe(
            ["String", "ErrorRecord", "WarningRecord", "VerboseRecord", "DebugRecord", "InformationRecord", "String"]);
    }

    [Fact]
    public void Progress_from_a_worker_is_shown()
    {
        Work work = (writer, _, _) =>
        {
            writer.Progress(new ProgressRecord(7, "Reading", "half") { PercentComplete = 50 });
            return Task.CompletedTask;
        };

        Invoke(work).Succeeded().Progress.ShouldHaveSingleItem().PercentComplete.ShouldBe(50);
    }

    [Fact]
    public void More_than_the_queue_holds_arrives_whole_and_in_order()
    {
        Work work = (writer, _, _) =>
        {
            for (int i = 0; i < 5000; i++)
                writer.Output(i);

            return Task.CompletedTask;
        };

        Invoke(work).Succeeded().Output.Select(value => (int)value.BaseObject).ShouldBe(Enumerable.Range(0, 5000));
    }

    [Fact]
    public void What_is_ready_is_written_before_the_input_ends()
    {
        using var written = new SemaphoreSlim(0);
        Work work = (writer, number, _) =>
        {
            writer.Output(number);
            written.Release();
            return Task.CompletedTask;
        };

        var log = new List<string>();
        _session.Run(
            """
            param($work, $written, $log)
            1..3 | ForEach-Object { $log.Add("in $_"); $_ } | Invoke-Pump $work -Processed $written | ForEach-Object { $log.Add("out $_") }
            """,
            ("work", work),
            ("written", written),
            ("log", log)).Succeeded();

        log.ShouldBe(["in 1", "out 1", "in 2", "out 2", "in 3", "out 3"]);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_cmdlet_and_its_worker()
    {
        using var ended = new ManualResetEventSlim();
        Work work = (writer, _, token) =>
        {
            token.Register(ended.Set);
            writer.Error(Error("enough"));
            while (true)
                writer.Output("more");
        };

        CommandResult result = Invoke(work, "Invoke-Pump $work -ErrorAction Stop");

        result.Terminated.ShouldNotBeNull().ToString().ShouldContain("enough");
        ended.Wait(s_patience).ShouldBeTrue();
    }

    [Fact]
    public void A_consumer_that_has_enough_ends_the_worker()
    {
        using var ended = new ManualResetEventSlim();
        Work work = (writer, _, token) =>
        {
            token.Register(ended.Set);
            while (true)
                writer.Output("more");
        };

        CommandResult result = Invoke(work, "try { Invoke-Pump $work | ForEach-Object { throw 'enough' } } catch { 'caught' }");

        result.Texts().ShouldHaveSingleItem().ShouldBe("caught");
        ended.Wait(s_patience).ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_worker_that_does_not_hear()
    {
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Work work = (_, _, _) =>
        {
            begun.Set();
            release.Wait(s_patience, CancellationToken.None);
            return Task.CompletedTask;
        };
        using PowerShell shell = _session.CreateShell("param($work) Invoke-Pump $work", ("work", work));
        IAsyncResult running = shell.BeginInvoke();
        begun.Wait(s_patience).ShouldBeTrue();

        await Task.Run(shell.Stop).WaitAsync(s_patience);

        shell.InvocationStateInfo.State.ShouldBe(PSInvocationState.Stopped);
        running.IsCompleted.ShouldBeTrue();
        release.Set();
    }

    [Fact]
    public void What_ends_a_worker_is_reported_after_what_it_wrote()
    {
        Work work = (writer, _, _) =>
        {
            writer.Output("before");
            throw new InvalidDataException("broken");
        };

        CommandResult result = Invoke(work, "Invoke-Pump $work 2>&1");

        result.Texts().ShouldBe(["before", "broken"]);
    }

    [Fact]
    public void Work_that_cannot_even_begin_is_reported_instead_of_waited_for()
    {
        Work work = (_, _, _) => throw new TypeLoadException("no such type");

        Invoke(work).Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<TypeLoadException>();
    }

    [Fact]
    public void A_worker_that_gives_up_by_itself_is_reported()
    {
        Work work = (_, _, _) => throw new OperationCanceledException("timed out");

        Invoke(work).Errors.ShouldHaveSingleItem().Exception.ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public void The_failures_of_all_workers_are_reported()
    {
        Work work = (_, number, _) => throw new InvalidDataException($"broken {number}");

        Invoke(work, "1..3 | Invoke-Pump $work").Errors.Select(error => error.ToString())
            .ShouldBe(["broken 1", "broken 2", "broken 3"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Invoke-Pump $work", "Yes", "")]
    [InlineData("Invoke-Pump $work -WhatIf", "WhatIf", "What if: Performing the operation \"Close\" on target \"SA-1\".\n")]
    public void A_change_is_asked_for_on_the_pipelines_thread(string script, string answer, string shown)
    {
        CommandResult result = Invoke(AskWork, script).Succeeded();

        result.Texts().ShouldHaveSingleItem().ShouldBe(answer);
        result.HostText.ShouldBe(shown);
    }

    [Theory]
    [InlineData("Yes", "Yes")]
    [InlineData("No", "No")]
    public void Confirm_asks_a_person_and_the_worker_hears_the_answer(string said, string heard)
    {
        _session.Host.Recorded.Answers.Enqueue(said);

        CommandResult result = Invoke(AskWork, "Invoke-Pump $work -Confirm").Succeeded();

        result.Texts().ShouldHaveSingleItem().ShouldBe(heard);
        _session.Host.Recorded.Questions.ShouldHaveSingleItem().ShouldContain("\"Close\" on target \"SA-1\"");
    }

    [Fact]
    public void A_second_question_is_answered_too()
    {
        _session.Host.Recorded.Answers.Enqueue("Yes");
        Work work = async (writer, _, _) =>
            writer.Output(await writer.ShouldContinueAsync("Really?", "Caption").ConfigureAwait(false));

        Invoke(work).Succeeded().Output.ShouldHaveSingleItem().BaseObject.ShouldBe(true);
    }

    private static Work AskWork { get; } = async (writer, _, _) =>
        writer.Output((await writer.ShouldProcessAsync("SA-1", "Close").ConfigureAwait(false)).ToString());

    private static ErrorRecord Error(string message) =>
        new(new InvalidDataException(message), "Id", ErrorCategory.InvalidData, null);

    private CommandResult Invoke(Work work, string script = "Invoke-Pump $work") =>
        _session.Run($"param($work) {script}", ("work", work));
}
