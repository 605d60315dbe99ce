BEGIN TRANSACTION;
CREATE TABLE changes (
	change_id INTEGER NOT NULL, 
	recorded_at TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body TEXT NOT NULL, 
	document_name TEXT NOT NULL, 
	document_sha256 TEXT NOT NULL, 
	note TEXT NOT NULL, 
	undoes INTEGER, 
	records INTEGER NOT NULL, 
	PRIMARY KEY (change_id)
);
INSERT INTO "changes" VALUES(1,'2026-03-01T02:00:00.000000+00:00','published','公开资料','published.csv','ac3df50f3a2c4a9356677162efb358b2d5df59dacd4f94130722046995daccd8','',NULL,7);
INSERT INTO "changes" VALUES(2,'2026-03-02T02:00:00.000000+00:00','import','测试县残联','设施.xlsx','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','',NULL,3);
INSERT INTO "changes" VALUES(3,'2026-03-03T02:00:00.000000+00:00','edit','测试县残联','','','更正床位',NULL,1);
INSERT INTO "changes" VALUES(4,'2026-03-04T02:00:00.000000+00:00','edit','测试县残联','','','',NULL,1);
INSERT INTO "changes" VALUES(5,'2026-03-05T02:00:00.000000+00:00','edit','测试县残联','','','',NULL,1);
INSERT INTO "changes" VALUES(6,'2026-03-06T02:00:00.000000+00:00','undo','测试县残联','','','误报',5,1);
CREATE TABLE events (
	table_name TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	PRIMARY KEY (table_name, record_id, version), 
	FOREIGN KEY(change_id) REFERENCES changes (change_id)
);
INSERT INTO "events" VALUES('facilities','pub-450200-assistive-hospital',1,1,NULL,'{"city_code":"450200","confidence":"high","facility_id":"pub-450200-assistive-hospital","facility_type":"rehabilitation_hospital","functions":["assistive_device","rehabilitation"],"level":"city","location_precision":"city","name":"柳州市康复医院","note":"规划原文为“成立广西首家具有辅具特色的医院”，未写运营状态和地址，状态待核实","source":"《柳州市残疾人保障和发展“十四五”规划》（2022-07-04）一、发展基础"}');
INSERT INTO "events" VALUES('facilities','pub-450200-child-welfare',1,1,NULL,'{"address":"柳州市航银路66号","capacity":300.0,"capacity_unit":"beds","checked_on":"2023-07-11","city_code":"450200","confidence":"high","facility_id":"pub-450200-child-welfare","facility_type":"child_welfare","floor_area_m2":14000.0,"functions":["rehabilitation","special_education"],"in_use":251.0,"level":"city","location_precision":"city","name":"柳州市儿童福利院","note":"设特教班，开展0—6岁智力残疾康复，与市残联合办“微笑班”；原文只有街道地址，所在县待核实","source":"柳州市民政局，融水苗族自治县人民政府网站转载（2023-07-11）：http://rongshui.gov.cn/wsbs/ggfw/shfl/cxfw/202207/t20220720_3100135.shtml","status":"operating"}');
INSERT INTO "events" VALUES('facilities','pub-450200-rehab-kindergarten',1,1,NULL,'{"city_code":"450200","confidence":"high","facility_id":"pub-450200-rehab-kindergarten","facility_type":"special_class","functions":["rehabilitation","special_education"],"level":"city","location_precision":"city","name":"柳州市康复幼儿园","note":"规划原文为“成立全区首家融教、康、研于一体的全日制公办幼儿园”，未写运营状态和地址，状态待核实；按“特教班（园）”归类","operation":"public","school_stages":["preschool"],"source":"《柳州市残疾人保障和发展“十四五”规划》（2022-07-04）一、发展基础"}');
INSERT INTO "events" VALUES('facilities','pub-450200-special-school',1,1,NULL,'{"checked_on":"2018-12-24","city_code":"450200","confidence":"medium","facility_id":"pub-450200-special-school","facility_type":"special_school","functions":["special_education"],"level":"city","location_precision":"city","name":"柳州市特殊教育学校","note":"有智力、听力、视力残疾学生；原文未写所在县，学段、综合性、是否符合国家标准均不详","source":"南国今报 2018-12-24（转载：http://www.fhshc.com.cn/Item/Show.asp?m=1&d=7059）","status":"operating"}');
INSERT INTO "events" VALUES('facilities','pub-450226-supported-employment-base',1,1,NULL,'{"address":"三江县南站社区易安点","city_code":"450200","confidence":"high","county_code":"450226","facility_id":"pub-450226-supported-employment-base","facility_type":"supported_employment","functions":["supported_employment"],"level":"city","name":"柳州市残疾人辅助性就业示范基地（全国残疾人文化创意产业基地）","note":"规划原文为“在三江县南站社区易安点成立”，未写运营状态，状态待核实；只有地名，无坐标","source":"《柳州市残疾人保障和发展“十四五”规划》（2022-07-04）一、发展基础"}');
INSERT INTO "events" VALUES('facilities','pub-450900-child-welfare',1,1,NULL,'{"address":"玉林市城西开发区庆安路","capacity":400.0,"capacity_unit":"beds","city_code":"450900","confidence":"medium","facility_id":"pub-450900-child-welfare","facility_type":"child_welfare","functions":["rehabilitation","special_education"],"level":"city","location_precision":"city","name":"玉林市儿童福利院（玉林市儿童福利指导中心）","note":"2013年报道：床位400张，首期建筑面积8000余平方米，服务含抚养、救治、康复、特教、文娱、幼儿教育；地址提示在玉州区，但原文未写明所在县，不作事实；现状待核实","source":"北部湾晨报 2013-06-03（转载：https://m.yybnet.net/yulin/news/201306/1853757.html）"}');
INSERT INTO "events" VALUES('facilities','pub-450900-special-school',1,1,NULL,'{"checked_on":"2024-10-20","city_code":"450900","confidence":"high","facility_id":"pub-450900-special-school","facility_type":"special_school","functions":["special_education"],"in_use":511.0,"level":"city","location_precision":"city","name":"玉林市特殊教育学校","note":"在校生511人，教职工168人，占地18.3亩；原文未写所在县，学段、综合性、是否符合国家标准均不详","source":"中国新闻网 2024-10-20（转载：https://blog.bobobk.com/news/2024/10-20/10304873.html）","status":"operating"}');
INSERT INTO "events" VALUES('facilities','T-001',1,2,NULL,'{"capacity":30.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}');
INSERT INTO "events" VALUES('facilities','T-002',1,2,NULL,'{"capacity":30.0,"city_code":"450900","county_code":"450921","facility_id":"T-002","facility_type":"rehabilitation","name":"测试康复机构","opened":"2019-06","source":"测试来源","status":"operating"}');
INSERT INTO "events" VALUES('rulings','T-R1',1,2,NULL,'{"body":"测试市残联","date":"2026-03-01","document":"测试文〔2026〕1号","question":"operation.private","requirement_id":"yulin.rehab-every-county","ruling":"counts","ruling_id":"T-R1"}');
INSERT INTO "events" VALUES('facilities','T-001',2,3,'{"capacity":30.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}','{"capacity":45.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}');
INSERT INTO "events" VALUES('facilities','T-002',2,4,'{"capacity":30.0,"city_code":"450900","county_code":"450921","facility_id":"T-002","facility_type":"rehabilitation","name":"测试康复机构","opened":"2019-06","source":"测试来源","status":"operating"}',NULL);
INSERT INTO "events" VALUES('facilities','T-001',3,5,'{"capacity":45.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}','{"capacity":50.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}');
INSERT INTO "events" VALUES('facilities','T-001',4,6,'{"capacity":50.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}','{"capacity":45.0,"city_code":"450900","county_code":"450921","facility_id":"T-001","facility_type":"rehabilitation","name":"测试托养机构","opened":"2019-06","source":"测试来源","status":"operating"}');
CREATE TABLE register_meta (
	"key" TEXT NOT NULL, 
	value TEXT, 
	PRIMARY KEY ("key")
);
INSERT INTO "register_meta" VALUES('schema_version','1');
CREATE INDEX events_by_change ON events (change_id);
CREATE VIEW current_records AS
SELECT e.table_name, e.record_id, e.version, e.change_id, e.after
FROM events AS e
WHERE e.after IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM events AS later
    WHERE later.table_name = e.table_name AND later.record_id = e.record_id
      AND later.version > e.version
);
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;
COMMIT;
