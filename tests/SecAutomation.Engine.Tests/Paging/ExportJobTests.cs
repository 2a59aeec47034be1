using CsCheck;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Tests.Paging;

public sealed class ExportJobTests
{
    private static readonly ExportJobDefinition s_patient = new();

    [Fact]
    public void Chunks_in_any_order_arrive_once_each() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 6], Gen.Int[0, int.MaxValue]).Sample((chunks, parallelism, seed) =>
        {
            var order = new Random(seed);
            string[] offered = [.. Enumerable.Range(1, chunks).Select(n => $"{n}")];
            order.Shuffle(offered);
            int shown = 0;
            var job = new ExportJob(new ExportJobDefinition { Parallelism = parallelism }, "stub: export");
            var underWay = new List<string>();
            var fetched = new List<string>();
            while (true)
            {
                ExportStep step = job.Next();
                if (step.Kind == ExportStepKind.Create)
                {
                    job.Created("job-1");
                }
                else if (step.Kind == ExportStepKind.Fetch)
                {
                    underWay.Add(step.Chunk!);
                    underWay.Count.ShouldBeLessThanOrEqualTo(parallelism);
                }
                else if (step.Kind == ExportStepKind.Await)
                {
                    int which = order.Next(underWay.Count);
                    job.Fetched(underWay[which], 10);
                    fetched.Add(underWay[which]);
                    underWay.RemoveAt(which);
                }
                else if (step.Kind == ExportStepKind.Poll)
                {
                    shown = Math.Min(chunks, shown + order.Next(4));
                    job.Polled(new ExportFacts
                    {
                        State = shown == chunks ? ExportState.Finished : ExportState.Running,
                        Available = offered[..shown],
                        TotalChunks = chunks,
                        TotalRecords = chunks * 10,
                    });
                }
                else
                {
                    break;
                }
            }

            fetched.Order(StringComparer.Ordinal).ShouldBe(offered.Order(StringComparer.Ordinal));
            job.Received.ShouldBe(chunks * 10);
        });

    [Fact]
    public void A_twin_that_runs_already_is_taken_over_and_never_cancelled()
    {
        var job = new ExportJob(s_patient, "stub: export");
        job.Next().Kind.ShouldBe(ExportStepKind.Create);
        job.Conflicted("job-of-before");
        job.Next().ShouldBe(new ExportStep(ExportStepKind.Poll, "job-of-before", Delay: TimeSpan.FromSeconds(2)));
        job.IsAdopted.ShouldBeTrue();
        job.Cancel().Kind.ShouldBe(ExportStepKind.Done);
    }

    [Fact]
    public void A_twin_without_a_name_is_an_error() =>
        Should.Throw<FailureException>(() => Asked().Conflicted("")).Message.ShouldContain("the same export is running already");

    [Fact]
    public void A_cancelled_run_cancels_its_own_job_once()
    {
        ExportJob job = Running();
        job.Cancel().ShouldBe(new ExportStep(ExportStepKind.Cancel, "job-1"));
        job.Cancel().Kind.ShouldBe(ExportStepKind.Done);
        job.Next().Kind.ShouldBe(ExportStepKind.Done);
    }

    [Fact]
    public void A_finished_job_is_not_cancelled()
    {
        ExportJob job = Running();
        Poll(job, new ExportFacts { State = ExportState.Finished, Available = ["1"] });
        job.Cancel().Kind.ShouldBe(ExportStepKind.Done);
    }

    [Theory]
    [InlineData(ExportState.Failed, "failed on the server: disk full")]
    [InlineData(ExportState.Cancelled, "was cancelled on the server")]
    [InlineData(ExportState.Expired, "has expired on the server")]
    public void A_job_that_ends_badly_is_an_error_after_its_chunks_were_read(ExportState state, string said)
    {
        ExportJob job = Running();
        Poll(job, new ExportFacts { State = state, Available = ["1"], Message = "disk full" });
        job.Next().Chunk.ShouldBe("1");
        job.Next().Kind.ShouldBe(ExportStepKind.Await);
        job.Fetched("1", 5);
        FailureException failure = Should.Throw<FailureException>(job.Next);
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain(said);
    }

    [Fact]
    public void A_failed_chunk_is_an_error_and_the_others_are_read_first()
    {
        ExportJob job = Running();
        Poll(job, new ExportFacts { State = ExportState.Finished, Available = ["1", "3"], Failed = ["2"] });
        job.Next().Chunk.ShouldBe("1");
        job.Next().Chunk.ShouldBe("3");
        job.Fetched("3", 5);
        job.Fetched("1", 5);
        Should.Throw<FailureException>(job.Next).Message.ShouldContain("lacks the chunks 2");
        job.Received.ShouldBe(10);
    }

    [Fact]
    public void A_chunk_that_expired_is_an_error()
    {
        ExportJob job = Running();
        Poll(job, new ExportFacts { State = ExportState.Finished, Available = ["7"], TotalChunks = 1 });
        job.Lost(job.Next().Chunk!);
        Should.Throw<FailureException>(job.Next).Message.ShouldContain("lacks the chunks 7");
    }

    [Fact]
    public void A_chunk_that_was_never_offered_is_an_error()
    {
        ExportJob job = Running();
        Poll(job, new ExportFacts { State = ExportState.Finished, TotalChunks = 2, Available = ["1"] });
        job.Fetched(job.Next().Chunk!, 5);
        Should.Throw<FailureException>(job.Next).Message.ShouldContain("1 of 2 chunks");
    }

    [Fact]
    public void Fewer_records_than_announced_are_an_error()
    {
        ExportJob job = Running();
        Poll(job, new ExportFacts { State = ExportState.Finished, TotalRecords = 6, Available = ["1"] });
        job.Fetched(job.Next().Chunk!, 5);
        Should.Throw<FailureException>(job.Next).Message.ShouldContain("announced 6 records");
    }

    [Fact]
    public void Looks_grow_rarer_up_to_half_a_minute_and_quicken_when_something_happens()
    {
        ExportJob job = Running();
        var waits = new List<double>();
        for (int i = 0; i < 9; i++)
        {
            waits.Add(job.Next().Delay.TotalSeconds);
            job.Polled(new ExportFacts { State = ExportState.Running });
        }

        waits.ShouldBe([2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, 30, 30], 0.001);
        Poll(job, new ExportFacts { State = ExportState.Running, TotalChunks = 3 });
        job.Next().Delay.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_job_in_which_nothing_happens_is_given_up()
    {
        ExportJob job = Running();
        TimeSpan waited = TimeSpan.Zero;
        FailureException failure = Should.Throw<FailureException>(() =>
        {
            while (true)
            {
                waited += job.Next().Delay;
                job.Polled(new ExportFacts { State = ExportState.Running });
            }
        });
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        waited.ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public void A_job_that_changes_for_ever_and_is_never_done_is_given_up_after_a_day()
    {
        ExportJob job = Running();
        TimeSpan waited = TimeSpan.Zero;
        FailureException failure = Should.Throw<FailureException>(() =>
        {
            for (int chunks = 1; ; chunks++)
            {
                waited += job.Next().Delay;
                job.Polled(new ExportFacts { State = ExportState.Running, TotalChunks = chunks });
            }
        });
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("goes on without an end");
        waited.ShouldBeInRange(TimeSpan.FromHours(24), TimeSpan.FromHours(24.1));
    }

    private static void Poll(ExportJob job, ExportFacts facts)
    {
        job.Next().Kind.ShouldBe(ExportStepKind.Poll);
        job.Polled(facts);
    }

    private static ExportJob Asked()
    {
        var job = new ExportJob(s_patient, "stub: export");
        job.Next().Kind.ShouldBe(ExportStepKind.Create);
        return job;
    }

    private static ExportJob Running()
    {
        ExportJob job = Asked();
        job.Created("job-1");
        return job;
    }
}
